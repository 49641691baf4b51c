import { meshSecrets } from '../../../lib/baseline/mesh-secrets/component';
import { compileObjects } from '../../../lib/compile/compile-objects';
import type { Manifest } from '../../../lib/core/manifest';
import { MINI_FILES, miniCluster, miniFleet, type MiniFleet } from '../../support/mini-fleet';

const three = miniFleet({
  files: {
    'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}mesh: {secretStore: vault}\n`,
    'clusters/ap.yaml': miniCluster('ap', 'ap-southeast-1', 3),
  },
});

function built({ fleet, plan, cluster }: MiniFleet, id: string): readonly Manifest[] {
  return compileObjects('test', (scope) => meshSecrets.build(scope, { fleet, plan, cluster: cluster(id) }));
}

describe('the secrets of the mesh', () => {
  test('are its own CA, and the way into every other cluster, out of the store that the fleet names', () => {
    expect(built(three, 'us').map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'ExternalSecret cacerts',
      'ExternalSecret istio-remote-secret-ap',
      'ExternalSecret istio-remote-secret-eu',
    ]);
    for (const object of built(three, 'us')) {
      expect(object['spec']).toMatchObject({
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
        target: { name: object.metadata.name, deletionPolicy: 'Retain' },
      });
    }
  });

  test('are told apart by cluster in the store', () => {
    const [ca, , eu] = built(three, 'us');
    expect(ca?.['spec']).toMatchObject({ dataFrom: [{ extract: { key: 'mini-mesh-ca-us' } }] });
    expect(eu?.['spec']).toMatchObject({
      data: [{ secretKey: 'eu', remoteRef: { key: 'mini-mesh-remote-eu' } }],
    });
  });

  test('carry the marks by which istiod finds another cluster', () => {
    const [, , eu] = built(three, 'us');
    expect(eu?.['spec']).toMatchObject({
      target: {
        template: {
          metadata: {
            labels: { 'istio/multiCluster': 'true' },
            annotations: { 'networking.istio.io/cluster': 'eu' },
          },
        },
      },
    });
  });
});
