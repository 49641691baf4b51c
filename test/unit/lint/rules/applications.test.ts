import type { LintRule } from '../../../../lib/lint/lint';
import { applicationsArePermitted } from '../../../../lib/lint/rules/applications-are-permitted';
import { applicationsHaveNoWave } from '../../../../lib/lint/rules/applications-have-no-wave';
import { argoFieldsAreRead } from '../../../../lib/lint/rules/argo-fields-are-read';
import { differencesAreExact } from '../../../../lib/lint/rules/differences-are-exact';
import { generatorsFindUnits } from '../../../../lib/lint/rules/generators-find-units';
import { removalsAreGuarded } from '../../../../lib/lint/rules/removals-are-guarded';
import { revisionsAreFixed } from '../../../../lib/lint/rules/revisions-are-fixed';
import { setsDoNotRoll } from '../../../../lib/lint/rules/sets-do-not-roll';
import { syncsAreRetried } from '../../../../lib/lint/rules/syncs-are-retried';
import { syncsTakeCare } from '../../../../lib/lint/rules/syncs-take-care';
import { unitNamesAreDistinct } from '../../../../lib/lint/rules/unit-names-are-distinct';
import { unitsAreRenderedAlone } from '../../../../lib/lint/rules/units-are-rendered-alone';
import { wavesFollowNeeds } from '../../../../lib/lint/rules/waves-follow-needs';
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
const SET = 'ApplicationSet.argoproj.io argocd/apps (us, root): spec.';
const ROOT = 'Application.argoproj.io argocd/root-us (us, bootstrap): ';
const PROJECT = 'AppProject.argoproj.io argocd/team-shop (us, root): spec.';
const OPTIONS = 'argocd.argoproj.io/sync-options';
const WAVE = 'argocd.argoproj.io/sync-wave';

type Field = readonly (string | number)[];
type Edit = readonly [kind: string, name: string, path: Field, value: unknown];

const set = (path: Field, value: unknown): Edit => ['ApplicationSet', 'apps', ['spec', ...path], value];
const root = (path: Field, value: unknown): Edit => ['Application', 'root-us', path, value];
const project = (path: Field, value: unknown): Edit => ['AppProject', 'team-shop', ['spec', ...path], value];
const generator = (value: object): Edit => set(['generators'], [value]);
const RETRY = ['template', 'spec', 'syncPolicy', 'retry'];
const files = (path: string): object => ({ git: { files: [{ path }] } });
const inUs = (change: Edit): CompiledFleet => withObjects(fleet, edit(...change, 'us'));

/** What trips a rule, what it says, and the nearest thing that does not. */
type Case = readonly [what: string, rule: LintRule, trips: Edit, sentence: string, fine: Edit];

const CASES: readonly Case[] = [
  [
    'an Application of a project that is not there',
    applicationsArePermitted,
    root(['spec', 'project'], 'default'),
    `${ROOT}spec.project is "default", which the tree of us does not hold | Name a project of the tree; the one called default permits everything.`,
    root(['spec', 'project'], 'root-us'),
  ],
  [
    'a repository that a project does not permit',
    applicationsArePermitted,
    project(['sourceRepos'], ['https://git.example.com/m*/*']),
    `${SET}template.spec.source.repoURL is https://git.example.com/mini.git, which project team-shop does not permit | Add it to sourceRepos of the AppProject team-shop; "*" does not reach across "/".`,
    project(['sourceRepos'], ['https://git.example.com/m*']),
  ],
  [
    'a destination that the project of an Application does not permit',
    applicationsArePermitted,
    root(['spec', 'destination', 'namespace'], 'web'),
    `${ROOT}spec.destination is the namespace "web", which project root-us does not permit | Permit it in the AppProject root-us.`,
    root(['spec', 'destination', 'namespace'], 'argocd'),
  ],
  [
    'a sync that is tried once',
    syncsAreRetried,
    set(RETRY, undefined),
    `${SET}template.spec.syncPolicy.retry is missing | Say how often a sync is tried again, and how long to wait.`,
    set(RETRY, { limit: 0 }),
  ],
  [
    'tries without an end',
    syncsAreRetried,
    set([...RETRY, 'limit'], -1),
    `${SET}template.spec.syncPolicy.retry.limit is -1, which has no end | Write a number of tries.`,
    set([...RETRY, 'limit'], 1),
  ],
  [
    'many tries of the old commit',
    syncsAreRetried,
    set([...RETRY, 'refresh'], false),
    `${SET}template.spec.syncPolicy.retry.refresh is not true, with 44 tries | Set it to true.`,
    set(RETRY, { limit: 5 }),
  ],
  [
    'a revision that floats',
    revisionsAreFixed,
    root(['spec', 'source'], {
      repoURL: 'https://git.example.com/other.git',
      path: 'x',
      targetRevision: 'HEAD',
    }),
    `${ROOT}spec.source.targetRevision is "HEAD", which is no whole ref | Write it in full, such as refs/heads/main.`,
    root(['spec', 'source'], {
      repoURL: 'https://git.example.com/other.git',
      path: 'x',
      targetRevision: 'refs/tags/v1',
    }),
  ],
  [
    'a range of chart versions',
    revisionsAreFixed,
    root(['spec', 'source'], { repoURL: 'charts.example.com', chart: 'x', targetRevision: '1.31.*' }),
    `${ROOT}spec.source.targetRevision is 1.31.*, which is not one version | Write the version in full.`,
    root(['spec', 'source'], { repoURL: 'charts.example.com', chart: 'x', targetRevision: '1.31.1' }),
  ],
  [
    'a difference without its group',
    differencesAreExact,
    root(['spec', 'ignoreDifferences'], [{ kind: 'Deployment', jsonPointers: ['/spec/replicas'] }]),
    `${ROOT}spec.ignoreDifferences[0].group is missing, and Deployment has one | Name the API group.`,
    root(['spec', 'ignoreDifferences'], [{ kind: 'Service', jsonPointers: ['/spec/clusterIP'] }]),
  ],
  [
    'a difference that is no pointer',
    differencesAreExact,
    root(
      ['spec', 'ignoreDifferences'],
      [{ group: 'apps', kind: 'Deployment', jsonPointers: ['spec/replicas'] }],
    ),
    `${ROOT}spec.ignoreDifferences[0].jsonPointers[0] is spec/replicas, which is no JSON pointer | Begin with "/", and write "/" inside a key as ~1 and "~" as ~0.`,
    root(
      ['spec', 'ignoreDifferences'],
      [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/metadata/annotations/a~1b'] }],
    ),
  ],
  [
    'a set that is left alone as a whole',
    differencesAreExact,
    set(['ignoreApplicationDifferences'], [{ jsonPointers: ['/spec/syncPolicy'] }]),
    `${SET}ignoreApplicationDifferences[0].jsonPointers hold /spec/syncPolicy, so that no change of it reaches an Application | Name the field alone, such as /spec/syncPolicy/automated/enabled.`,
    set(['ignoreApplicationDifferences'], [{ jsonPointers: ['/spec/syncPolicy/automated/enabled'] }]),
  ],
  [
    'a namespace that a lost file takes away',
    removalsAreGuarded,
    ['Namespace', 'web', ['metadata', 'annotations', OPTIONS], 'Prune=false'],
    `Namespace web (us, unit baseline/namespace-web): metadata.annotations["${OPTIONS}"] lacks Delete=false | Add it, or Delete=confirm where somebody is to be asked.`,
    ['Namespace', 'web', ['metadata', 'annotations', OPTIONS], 'Prune=confirm, Delete=confirm'],
  ],
  [
    'a generator that reaches into folders',
    generatorsFindUnits,
    generator(files('dist/us/*/x.yaml')),
    `${SET}generators[0].git.files[0].path is "dist/us/*/x.yaml", which reaches into other folders | Name the folder, and leave a star to the last part alone.`,
    generator(files('dist/us/units/*.yaml')),
  ],
  [
    'two generators in one entry',
    generatorsFindUnits,
    generator({ ...files('dist/*.yaml'), list: {} }),
    `${SET}generators[0] is 2 generators: git, list | Write one generator in each entry.`,
    generator({ ...files('dist/*.yaml'), selector: {} }),
  ],
  [
    'two generators of git that overwrite each other',
    generatorsFindUnits,
    generator({ matrix: { generators: [files('a/*.yaml'), files('b/*.yaml')] } }),
    `${SET}generators[0].matrix.generators are two of git that set the same parameters | Give each of them a pathParamPrefix.`,
    generator({
      matrix: {
        generators: ['a', 'b'].map((pathParamPrefix) => ({
          git: { files: [{ path: 'a/*.yaml' }], pathParamPrefix },
        })),
      },
    }),
  ],
  [
    'a set that may empty its units',
    syncsTakeCare,
    set(['template', 'spec', 'syncPolicy', 'automated', 'allowEmpty'], true),
    `${SET}template.spec.syncPolicy.automated.allowEmpty is true | Take it out: a unit is emptied by removing it.`,
    set(['template', 'spec', 'syncPolicy', 'automated', 'allowEmpty'], false),
  ],
  [
    'a prune that does not come last',
    syncsTakeCare,
    set(['template', 'spec', 'syncPolicy', 'syncOptions'], ['ServerSideApply=true']),
    `${SET}template.spec.syncPolicy.syncOptions lack PruneLast=true | Add it: what comes must be there before what goes.`,
    set(['template', 'spec', 'syncPolicy', 'syncOptions'], ['PruneLast=true']),
  ],
  [
    'an object that is replaced',
    syncsTakeCare,
    ['Deployment', 'web', ['metadata', 'annotations', OPTIONS], 'Replace=true'],
    `Deployment.apps web/web (us, unit apps/web): metadata.annotations["${OPTIONS}"] hold Replace=true | Take it out; let a change be applied.`,
    ['Deployment', 'web', ['metadata', 'annotations', OPTIONS], 'Replace=false'],
  ],
  [
    'a field that Argo CD reads no longer',
    argoFieldsAreRead,
    set(['applyNestedSelectors'], true),
    `${SET}applyNestedSelectors is always on | Take it out.`,
    set(['applyNestedSelectors'], undefined),
  ],
  [
    'keys of signatures',
    argoFieldsAreRead,
    project(['signatureKeys'], [{ keyID: 'x' }]),
    `${PROJECT}signatureKeys gave way to sourceIntegrity in 3.5 | Use sourceIntegrity.`,
    project(['sourceIntegrity'], {}),
  ],
  [
    'a version of Helm',
    argoFieldsAreRead,
    root(['spec', 'source', 'helm'], { version: 'v3' }),
    `${ROOT}spec.source.helm.version is not read: there is one version of Helm | Take it out.`,
    root(['spec', 'source', 'helm'], { releaseName: 'x' }),
  ],
  [
    'a set that rolls',
    setsDoNotRoll,
    set(['strategy'], { type: 'RollingSync' }),
    `${SET}strategy rolls | Take it out; move the refs of the rings one after the other.`,
    set(['strategy'], { type: 'AllAtOnce' }),
  ],
  [
    'units that every commit renders',
    unitsAreRenderedAlone,
    set(['template', 'metadata', 'annotations'], undefined),
    `${SET}template.metadata.annotations["argocd.argoproj.io/manifest-generate-paths"] is missing | Set it to ".".`,
    set(['template', 'metadata', 'annotations', 'argocd.argoproj.io/manifest-generate-paths'], '.;x'),
  ],
  [
    'units that are rendered for others',
    unitsAreRenderedAlone,
    set(['template', 'metadata', 'annotations', 'argocd.argoproj.io/manifest-generate-paths'], '.;../x'),
    `${SET}template.metadata.annotations["argocd.argoproj.io/manifest-generate-paths"] is .;../x, which leads out of the unit | Set it to ".".`,
    set(['template', 'metadata', 'annotations', 'argocd.argoproj.io/manifest-generate-paths'], '.'),
  ],
  [
    'a namespace that comes after what lies in it',
    wavesFollowNeeds,
    ['ServiceAccount', 'web', ['metadata', 'annotations', WAVE], '5'],
    `Deployment.apps web/web (us, unit apps/web): metadata.annotations["${WAVE}"] is 0, and ServiceAccount web/web comes in wave 5 | Put it into the same wave, or into a later one.`,
    ['ServiceAccount', 'web', ['metadata', 'annotations', WAVE], '-5'],
  ],
];

describe('reports', () => {
  test.each(CASES)('%s', (_what, rule, trips, sentence, fine) => {
    expect(findingsOf(rule, fleet)).toEqual([]);
    expect(sentencesOf(rule, inUs(trips))).toEqual([sentence]);
    expect(findingsOf(rule, inUs(fine))).toEqual([]);
  });

  const application = (name: string, annotations: Readonly<Record<string, string>> = {}): CompiledFleet =>
    withObject(fleet, 'us', 'runtime-info', {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name, namespace: 'argocd', annotations },
    });

  test('an Application of the name of a unit', () => {
    expect(sentencesOf(unitNamesAreDistinct, application('apps-web'))).toEqual([
      'Application.argoproj.io argocd/apps-web (us, unit baseline/runtime-info): metadata.name is that of the Application of a unit | Give it a name of its own.',
    ]);
    expect(findingsOf(unitNamesAreDistinct, application('apps-wep'))).toEqual([]);
  });

  test('a wave of Applications that nobody waits for', () => {
    const waiting = application('x', { [WAVE]: '1' });
    const key = 'resource.customizations.health.argoproj.io_Application';
    expect(sentencesOf(applicationsHaveNoWave, waiting)).toEqual([
      `Application.argoproj.io argocd/x (us, unit baseline/runtime-info): metadata.annotations["${WAVE}"] orders what Argo CD does not wait for | Take it out and let retries do it, or add ${key} to argocd-cm.`,
    ]);
    const taught = withObject(waiting, 'us', 'runtime-info', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'argocd-cm', namespace: 'argocd' },
      data: { [key]: 'return {}' },
    });
    expect(findingsOf(applicationsHaveNoWave, taught)).toEqual([]);
  });

  test('two revisions of one repository in a cluster', () => {
    const other = edit(
      'ApplicationSet',
      'apps',
      ['spec', 'template', 'spec', 'source', 'targetRevision'],
      'refs/heads/x',
    );
    expect(sentencesOf(revisionsAreFixed, withObjects(fleet, other))).toHaveLength(2);
  });
});
