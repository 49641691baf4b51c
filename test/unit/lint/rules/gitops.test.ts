import type { Manifest } from '../../../../lib/core/manifest';
import type { LintRule } from '../../../../lib/lint/lint';
import { applicationSetsAreGuarded } from '../../../../lib/lint/rules/application-sets-are-guarded';
import { clustersKeepToThemselves } from '../../../../lib/lint/rules/clusters-keep-to-themselves';
import { projectsPermitTheirUnits } from '../../../../lib/lint/rules/projects-permit-their-units';
import { unitNamesAreDistinct } from '../../../../lib/lint/rules/unit-names-are-distinct';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObject,
  withObjects,
  type CompiledFleet,
} from '../../../support/compiled';

const fleet = compileMini();
const SET = 'ApplicationSet.argoproj.io argocd/apps (us, root): ';
const OPTIONS = 'argocd.argoproj.io/sync-options';

type Case = readonly [
  rule: LintRule,
  kind: string,
  name: string,
  path: readonly (string | number)[],
  value: unknown,
  sentences: readonly string[],
];

const CASES: readonly Case[] = [
  [
    applicationSetsAreGuarded,
    'ApplicationSet',
    'apps',
    ['spec', 'syncPolicy', 'preserveResourcesOnDeletion'],
    undefined,
    [
      `${SET}spec.syncPolicy.preserveResourcesOnDeletion is not true | Set it to true: what an Application runs stays when the Application goes.`,
    ],
  ],
  [
    applicationSetsAreGuarded,
    'ApplicationSet',
    'apps',
    ['spec', 'syncPolicy', 'applicationsSync'],
    undefined,
    [
      `${SET}spec.syncPolicy.applicationsSync lets the set delete Applications unasked | Set it to create-update; to sync only where somebody watches over deletions.`,
    ],
  ],
  [
    applicationSetsAreGuarded,
    'ApplicationSet',
    'apps',
    ['spec', 'goTemplate'],
    false,
    [`${SET}spec.goTemplate is not true | Set it to true.`],
  ],
  [
    applicationSetsAreGuarded,
    'ApplicationSet',
    'apps',
    ['spec', 'goTemplateOptions'],
    [],
    [
      `${SET}spec.goTemplateOptions does not hold missingkey=error | Add it: a missing key would make an Application named "<no value>".`,
    ],
  ],
  [
    applicationSetsAreGuarded,
    'ApplicationSet',
    'apps',
    ['spec', 'generators'],
    [{ matrix: { generators: [{ clusters: {} }, { list: {} }] } }],
    [
      `${SET}spec.generators hold a cluster generator | Name the cluster: a generator without a match deletes, and one with two matches doubles.`,
    ],
  ],
  [
    applicationSetsAreGuarded,
    'ApplicationSet',
    'apps',
    ['spec', 'template', 'spec', 'project'],
    'default',
    [
      `${SET}spec.template.spec.project is "default", which permits everything | Take the unit's own project.`,
    ],
  ],
  [
    applicationSetsAreGuarded,
    'ApplicationSet',
    'apps',
    ['metadata', 'finalizers'],
    undefined,
    [
      `${SET}metadata.finalizers do not hold resources-finalizer.argocd.argoproj.io | Add it: without it the Applications are deleted together with the set.`,
    ],
  ],
  [
    applicationSetsAreGuarded,
    'ApplicationSet',
    'apps',
    ['metadata', 'annotations', OPTIONS],
    'Prune=false',
    [
      `${SET}metadata.annotations["${OPTIONS}"] lacks Delete=false | Add it: a lost file must not delete the set.`,
    ],
  ],
  [
    clustersKeepToThemselves,
    'ApplicationSet',
    'apps',
    ['spec', 'template', 'spec', 'destination', 'name'],
    'eu',
    [
      `${SET}spec.template.spec.destination.name is "eu" | Name us, the cluster that it lies in, and no server.`,
    ],
  ],
  [
    clustersKeepToThemselves,
    'ApplicationSet',
    'apps',
    ['spec', 'template', 'spec', 'destination', 'server'],
    'https://kubernetes.default.svc',
    [
      `${SET}spec.template.spec.destination.name is null | Name us, the cluster that it lies in, and no server.`,
    ],
  ],
  [
    clustersKeepToThemselves,
    'ApplicationSet',
    'apps',
    ['spec', 'generators', 0, 'git', 'files', 0, 'path'],
    'dist/eu/units/apps/*.yaml',
    [`${SET}spec.generators[0].git.files[0].path leads into the tree of eu | Lead into the tree of us.`],
  ],
  [
    clustersKeepToThemselves,
    'ApplicationSet',
    'apps',
    ['spec', 'templatePatch'],
    'spec:\n  source:\n    path: dist/eu/removed\n',
    [`${SET}spec.templatePatch leads into the tree of eu | Lead into the tree of us.`],
  ],
  [
    clustersKeepToThemselves,
    'Application',
    'root-us',
    ['spec', 'source', 'path'],
    'dist/eu/root',
    [
      'Application.argoproj.io argocd/root-us (us, bootstrap): spec.source.path leads into the tree of eu | Lead into the tree of us.',
    ],
  ],
  [
    clustersKeepToThemselves,
    'AppProject',
    'baseline',
    ['spec', 'destinations', 0, 'name'],
    '*',
    [
      'AppProject.argoproj.io argocd/baseline (us, root): spec.destinations[0].name is "*" | Name us, the cluster that it lies in, and no server.',
    ],
  ],
];

/** The same with the permissions of the team `shop` in `us` changed. */
function withProject(path: readonly string[], value: unknown): CompiledFleet {
  return withObjects(fleet, edit('AppProject', 'team-shop', ['spec', ...path], value, 'us'));
}

const WEB = 'Service web/web (us, unit apps/web): ';

describe('what Argo CD is told', () => {
  test.each(CASES.map((entry) => [`${entry[0].message.code}: ${entry[3].join('.')}`, ...entry] as const))(
    '%s',
    (_, rule, kind, name, path, value, sentences) => {
      expect(sentencesOf(rule, withObjects(fleet, edit(kind, name, path, value, 'us')))).toEqual(sentences);
    },
  );

  test('a kind that the project does not permit', () => {
    const kinds = [
      { group: '*', kind: 'A*' },
      { group: '?etworking*', kind: '*' },
      { group: 'policy', kind: '*' },
      { group: 'a*', kind: '*' },
      { group: '*.coreos.com', kind: 'P*' },
    ];
    const core = ['ConfigMap', 'ServiceAccount'].map((kind) => ({ group: '', kind }));
    const others = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }];
    expect(
      sentencesOf(
        projectsPermitTheirUnits,
        withProject(['namespaceResourceWhitelist'], [...kinds, ...core, ...others]),
      ),
    ).toEqual([
      `${WEB}kind is Service, which project team-shop does not permit | Permit it in the AppProject team-shop, or take it out of the unit.`,
    ]);
  });

  test('a kind that the project forbids', () => {
    const service = [{ group: '', kind: 'Service' }];
    expect(
      findingsOf(projectsPermitTheirUnits, withProject(['namespaceResourceBlacklist'], service)),
    ).toHaveLength(1);
    expect(
      findingsOf(projectsPermitTheirUnits, withProject(['namespaceResourceWhitelist'], undefined)),
    ).toEqual([]);
    expect(
      findingsOf(projectsPermitTheirUnits, withProject(['namespaceResourceWhitelist'], [])).length,
    ).toBeGreaterThan(5);
  });

  test('a namespace that is no destination of the project', () => {
    const [first, second] = sentencesOf(
      projectsPermitTheirUnits,
      withProject(['destinations'], [{ name: 'us', namespace: 'wep' }]),
    );
    expect(first).toBe(
      'unit apps/web in us: namespace is "web", which project team-shop does not permit as a destination | Permit it in the AppProject team-shop, or take it out of the unit.',
    );
    expect(second).toMatch(
      /metadata\.namespace is "web", which project team-shop does not permit as a destination/,
    );
    const forbidden = [
      { name: 'us', namespace: '*' },
      { name: 'us', namespace: '!web' },
    ];
    expect(
      findingsOf(projectsPermitTheirUnits, withProject(['destinations'], forbidden)).length,
    ).toBeGreaterThan(5);
  });

  test('an object of the cluster in the unit of a team', () => {
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'all' },
    };
    const changed = withObject(fleet, 'us', 'web', role);
    expect(sentencesOf(projectsPermitTheirUnits, changed)).toEqual([
      'ClusterRole.rbac.authorization.k8s.io all (us, unit apps/web): kind is ClusterRole.rbac.authorization.k8s.io, which belongs to the whole cluster and is not permitted to project team-shop | Make it a component of the baseline.',
    ]);
    const permitted = edit(
      'AppProject',
      'team-shop',
      ['spec', 'clusterResourceWhitelist'],
      [{ group: 'rbac.*', kind: 'ClusterRole', name: 'all' }],
    );
    expect(findingsOf(projectsPermitTheirUnits, withObjects(changed, permitted))).toEqual([]);
  });

  test('a project that the cluster does not have', () => {
    const without = withObjects(fleet, (object: Manifest, cluster) =>
      cluster === 'us' && object.metadata.name === 'team-shop' ? undefined : object,
    );
    expect(sentencesOf(projectsPermitTheirUnits, without)).toEqual([
      'unit apps/web in us: project is "team-shop", which the cluster does not have | Add the AppProject to the root of the cluster.',
    ]);
  });

  test('two units of one name, and one of a long name', () => {
    const [first] = fleet.compiled.units.filter(({ name }) => name === 'web');
    const units = first === undefined ? [] : [first, first, { ...first, name: 'w'.repeat(59) }];
    expect(sentencesOf(unitNamesAreDistinct, { ...fleet, compiled: { ...fleet.compiled, units } })).toEqual([
      'unit apps/web in us: name is taken by another unit of the lane | Give one of them another name.',
      `unit apps/${'w'.repeat(59)} in us: name gives the Application "apps-${'w'.repeat(59)}" of 64 characters | Use a name that gives at most 63 lower-case letters, digits and "-".`,
    ]);
  });

  test('a unit in the folder of another cluster', () => {
    const units = fleet.compiled.units.map((unit) =>
      unit.cluster === 'us' && unit.name === 'web' ? { ...unit, directory: 'eu/apps/web' } : unit,
    );
    expect(
      sentencesOf(clustersKeepToThemselves, { ...fleet, compiled: { ...fleet.compiled, units } }),
    ).toEqual([
      'unit apps/web in us: directory is "eu/apps/web", in the tree of eu | Keep the unit in the folder of its own cluster.',
    ]);
  });
});
