import { compileMini, findingsOf, type CompiledFleet } from '../../support/compiled';
import { adminsAreBreakGlass } from '../../../lib/lint/rules/admins-are-break-glass';
import type { Manifest } from '../../../lib/core/manifest';
import { MINI_FILES, withAccess } from '../../support/mini-fleet';
import { withObject } from '../../support/compiled';

const ACCESS = `access:
  breakGlass: glass-us
  groups:
    - {group: runtime, role: operate}
    - {group: auditors, role: view}
    - {group: goods-developers, role: operate, team: goods}
`;
const FLEET = compileMini({ 'clusters/us.yaml': withAccess(MINI_FILES['clusters/us.yaml'] ?? '', ACCESS) });

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

interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly verbs: readonly string[];
}

describe('people', () => {
  it('have the roles of their groups, in the whole cluster or in the namespaces of a team', () => {
    expect(rightsIn(FLEET)).toEqual([
      'eu/ cluster-admin: Group breakglass-eu',
      'us/ cluster-admin: Group glass-us',
      'us/ meridian-operate: Group runtime',
      'us/ meridian-view-cluster: Group runtime, Group auditors',
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

  it('look at what no namespace has, and at the kinds of controllers, but never at a Secret', () => {
    const roles = FLEET.compiled.units
      .filter(({ cluster }) => cluster === 'us')
      .flatMap(({ objects }) => objects)
      .filter(({ kind, metadata }) => kind === 'ClusterRole' && metadata.name.startsWith('meridian-view'));
    expect(roles.map(({ metadata }) => metadata.name)).toEqual([
      'meridian-view-cluster',
      'meridian-view-kinds',
    ]);
    const rules = roles.flatMap((role) => role['rules'] as unknown as Rule[]);
    expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['get', 'list', 'watch']));
    const core = rules.filter(({ apiGroups = [] }) => apiGroups.includes('') || apiGroups.includes('*'));
    expect(core.flatMap(({ resources = [] }) => resources)).toEqual([
      'namespaces',
      'nodes',
      'persistentvolumes',
    ]);
  });

  it('come into EKS by a role of IAM for each group, which the account is told of', () => {
    const { files } = compileMini({
      'clusters/us.yaml': withAccess(MINI_FILES['clusters/us.yaml'] ?? '', ACCESS),
    }).compiled;
    const document = files.find(({ path }) => path === 'permissions/us/baseline/people.json')?.content as {
      json: { Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> };
    };
    const entries = Object.values(document.json.Resources);
    expect(entries.map(({ Properties }) => Properties['KubernetesGroups'])).toEqual([
      ['auditors'],
      ['glass-us'],
      ['goods-developers'],
      ['runtime'],
    ]);
    expect(entries[0]).toEqual({
      Type: 'AWS::EKS::AccessEntry',
      Properties: {
        ClusterName: 'us',
        PrincipalArn: 'arn:aws:iam::111122223333:role/auditors',
        KubernetesGroups: ['auditors'],
        Type: 'STANDARD',
      },
    });
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
