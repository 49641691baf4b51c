import { compileMini, findingsOf, type CompiledFleet } from '../../support/compiled';
import { adminsAreBreakGlass } from '../../../lib/lint/rules/admins-are-break-glass';
import type { Manifest } from '../../../lib/core/manifest';
import { MINI_FILES } from '../../support/mini-fleet';
import { withObject } from '../../support/compiled';

const ACCESS = `access:
  breakGlass: glass-us
  groups:
    - {group: runtime, role: operate}
    - {group: auditors, role: view}
    - {group: goods-developers, role: operate, team: goods}
`;
const FLEET = compileMini({ 'clusters/us.yaml': `${MINI_FILES['clusters/us.yaml'] ?? ''}${ACCESS}` });

/** Who has which role, and where: "us/stock meridian-operate: goods-developers". */
function rightsIn({ compiled }: CompiledFleet): readonly string[] {
  const bindings = compiled.units.flatMap(({ cluster, objects }) =>
    objects
      .filter(({ kind }) => kind.endsWith('RoleBinding'))
      .filter(({ metadata }) => /people|break-glass/.test(metadata.name))
      .map((object) => {
        const { roleRef, subjects } = object as unknown as {
          roleRef: { name: string };
          subjects: { kind: string; name: string }[];
        };
        const who = subjects.map(({ kind, name }) => `${kind} ${name}`).join(', ');
        return `${cluster}/${object.metadata.namespace ?? ''} ${roleRef.name}: ${who}`;
      }),
  );
  return [...bindings].sort();
}

describe('people', () => {
  it('have the roles of their groups, in the whole cluster or in the namespaces of a team', () => {
    expect(rightsIn(FLEET)).toEqual([
      'us/ cluster-admin: Group glass-us',
      'us/ meridian-operate: Group runtime',
      'us/ view: Group runtime, Group auditors',
      'us/stock meridian-operate: Group goods-developers',
      'us/stock view: Group goods-developers',
    ]);
  });

  it('may restart what runs, and change nothing that a commit should', () => {
    const role = FLEET.compiled.units
      .flatMap(({ objects }) => objects)
      .find(({ kind, metadata }) => kind === 'ClusterRole' && metadata.name === 'meridian-operate');
    const rules = role?.['rules'] as unknown as { resources: string[]; verbs: string[] }[];
    expect(rules.map(({ resources, verbs }) => `${verbs.join(' ')} ${resources.join(' ')}`)).toEqual([
      'delete pods',
      'create pods/eviction pods/portforward',
    ]);
  });

  it('do everything in a cluster only through its break-glass group', () => {
    const binding = (name: string): Manifest => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'owners', namespace: 'web' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name }],
    });
    const findings = (name: string): readonly string[] =>
      findingsOf(adminsAreBreakGlass, withObject(FLEET, 'us', 'web', binding(name))).map(
        ({ message }) => message,
      );
    expect(findings('glass-us')).toEqual([]);
    expect(findings('web-developers')).toEqual([
      expect.stringContaining('subjects gives Group web-developers the role cluster-admin'),
    ]);
  });
});
