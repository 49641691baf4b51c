import { compileObjects } from '../../../lib/compile/compile-objects';
import type { Manifest } from '../../../lib/core/manifest';
import { buildBootstrap } from '../../../lib/gitops/bootstrap';
import { MINI_FILES, miniFleet } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const FLEET = MINI_FILES['fleet.yaml'] ?? '';
const { fleet, cluster } = miniFleet({
  files: {
    'fleet.yaml': FLEET.replace('mini.git}', 'mini.git, path: out/tree}'),
    'clusters/eu.yaml': (MINI_FILES['clusters/eu.yaml'] ?? '').replace('ring: stable', 'ring: canary'),
  },
});

function bootstrapOf(id: string): readonly Manifest[] {
  return compileObjects('test', (scope) => buildBootstrap(scope, fleet, cluster(id)));
}

function find(id: string, kind: string): Manifest | undefined {
  return bootstrapOf(id).find((object) => object.kind === kind);
}

describe('the bootstrap of a cluster', () => {
  test('is three objects in the namespace of Argo CD that an API server would take', () => {
    const objects = bootstrapOf('us');
    expect(
      objects.map((object) => `${object.kind} ${object.metadata.namespace}/${object.metadata.name}`),
    ).toEqual(['AppProject argocd/root-us', 'Application argocd/root-us', 'Secret argocd/meridian-cluster']);
    expect(objects.flatMap(validateObject)).toEqual([]);
  });

  test('names and labels the cluster in a Secret that cannot be renamed', () => {
    expect(find('us', 'Secret')).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'meridian-cluster',
        namespace: 'argocd',
        labels: {
          'app.kubernetes.io/managed-by': 'meridian',
          'argocd.argoproj.io/secret-type': 'cluster',
          cluster: 'us',
          provider: 'aws',
          region: 'us-east-1',
          geography: 'na',
          environment: 'prod',
          ring: 'stable',
          purpose: 'shared-apps',
          criticality: 'tier-1',
          team: 'platform',
        },
      },
      type: 'Opaque',
      immutable: true,
      stringData: {
        name: 'us',
        server: 'https://kubernetes.default.svc',
        config: '{"tlsClientConfig":{"insecure":false}}',
      },
    });
  });

  test('calls the Secret the same in every cluster, so that a second identity is refused', () => {
    expect(find('eu', 'Secret')?.metadata.name).toBe(find('us', 'Secret')?.metadata.name);
    expect(find('eu', 'Secret')?.['stringData']).not.toEqual(find('us', 'Secret')?.['stringData']);
  });

  test('lets the root hold projects and ApplicationSets of this cluster, and nothing else', () => {
    expect(find('us', 'AppProject')?.['spec']).toEqual({
      description: 'Projects and ApplicationSets of us.',
      sourceRepos: ['https://git.example.com/mini.git'],
      destinations: [{ name: 'us', namespace: 'argocd' }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind: 'ApplicationSet' },
      ],
    });
  });

  test('follows the root at the ref of the ring, by the name of the cluster, and takes nothing with it when deleted', () => {
    const root = find('eu', 'Application');
    expect(root?.metadata).not.toHaveProperty('finalizers');
    expect(root?.['spec']).toEqual({
      project: 'root-eu',
      source: {
        repoURL: 'https://git.example.com/mini.git',
        targetRevision: 'refs/heads/ring/canary',
        path: 'out/tree/eu/root',
        directory: { recurse: true },
      },
      destination: { name: 'eu', namespace: 'argocd' },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['ServerSideApply=true', 'ApplyOutOfSyncOnly=true', 'PruneLast=true'],
        retry: { limit: 44, refresh: true, backoff: { duration: '5s', factor: 2, maxDuration: '180s' } },
      },
    });
  });
});
