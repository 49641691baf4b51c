import { compileObjects } from '../../../lib/compile/compile-objects';
import type { JsonObject, Manifest } from '../../../lib/core/manifest';
import { buildApplicationSets } from '../../../lib/gitops/application-sets';
import { MINI_FILES, miniFleet } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const mini = miniFleet();

function setsOf({ fleet, cluster } = mini): readonly Manifest[] {
  return compileObjects('test', (scope) => buildApplicationSets(scope, fleet, cluster('us')));
}

function specOf(name: string, sets = setsOf()): JsonObject {
  const set = sets.find((object) => object.metadata.name === name);
  if (set === undefined) throw new Error(`no set ${name}`);
  return set['spec'] as JsonObject;
}

const REPOSITORY = 'https://git.example.com/mini.git';
const REF = 'refs/heads/ring/stable';

describe.each(['apps', 'baseline'])('the ApplicationSet %s', (lane) => {
  test('is guarded three times against being lost', () => {
    const set = setsOf().find((object) => object.metadata.name === lane);
    expect(set?.metadata).toMatchObject({
      namespace: 'argocd',
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    });
    expect(specOf(lane)['syncPolicy']).toEqual({
      applicationsSync: 'create-update',
      preserveResourcesOnDeletion: true,
    });
    expect(validateObject(set)).toEqual([]);
  });

  test('reads the unit files of its lane at the ref of the ring, and asks no cluster list', () => {
    expect(specOf(lane)['generators']).toEqual([
      {
        git: {
          repoURL: REPOSITORY,
          revision: REF,
          requeueAfterSeconds: 60,
          files: [{ path: `dist/us/units/${lane}/*.yaml` }],
          // What Argo CD itself writes here after a refresh.
          template: { metadata: {}, spec: { destination: {}, project: '' } },
        },
      },
    ]);
  });

  test('refuses a unit file that lacks a key', () => {
    expect(specOf(lane)).toMatchObject({ goTemplate: true, goTemplateOptions: ['missingkey=error'] });
  });

  test('makes an Application that asserts the cluster by its name', () => {
    expect(specOf(lane)['template']).toEqual({
      metadata: {
        name: '{{ .unit.application }}',
        labels: {
          'app.kubernetes.io/managed-by': 'meridian',
          'meridian.dev/lane': lane,
          'meridian.dev/state': '{{ .unit.state }}',
        },
        annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' },
      },
      spec: {
        project: '{{ .unit.project }}',
        source: {
          repoURL: REPOSITORY,
          targetRevision: REF,
          path: '{{ .unit.path }}',
          directory: { recurse: true },
        },
        destination: { name: 'us', namespace: '{{ .unit.namespace }}' },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          syncOptions: [
            'ServerSideApply=true',
            'ApplyOutOfSyncOnly=true',
            'PruneLast=true',
            'RespectIgnoreDifferences=true',
          ],
          retry: { limit: 44, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '180s' } },
        },
      },
    });
  });

  test('patches what no text field can say: the switch, the removal, and what controllers write', () => {
    expect(specOf(lane)['templatePatch']).toBe(
      [
        'spec:',
        '  {{- if eq .unit.state "removed" }}',
        '  source:',
        '    path: dist/us/removed',
        '  {{- end }}',
        '  {{- with .unit.ignoreDifferences }}',
        '  ignoreDifferences: {{ toJson . }}',
        '  {{- end }}',
        '  syncPolicy:',
        '    automated:',
        '      enabled: {{ ne .unit.state "frozen" }}',
        '      allowEmpty: {{ eq .unit.state "removed" }}',
        '',
      ].join('\n'),
    );
  });
});

test('a fleet may let dropped tombstones delete their Applications', () => {
  const sync = miniFleet({
    files: { 'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}argocd: {applicationsSync: sync}\n` },
  });
  expect(specOf('apps', setsOf(sync))['syncPolicy']).toEqual({
    applicationsSync: 'sync',
    preserveResourcesOnDeletion: true,
  });
});
