import type { Json, Manifest } from '../../../../lib/core/manifest';
import { platformSecretsStay } from '../../../../lib/lint/rules/platform-secrets-stay';
import { compileMini, findingsOf, sentencesOf, withObject } from '../../../support/compiled';
import { miniApp, miniGkeCluster } from '../../../support/mini-fleet';

const fleet = compileMini();

function reading(spec: Json): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'taken', namespace: 'web' },
    spec,
  };
}

const WHERE = 'ExternalSecret.external-secrets.io web/taken (us, unit apps/web): spec.';
const REMEDY = 'Name the entries that belong to the app, one by one.';

describe('what belongs to the platform in the secret stores', () => {
  test.each<[string, Json, string]>([
    [
      'by one of its keys',
      { data: [{ secretKey: 'key', remoteRef: { key: 'mini-mesh-ca-us', property: 'ca-key.pem' } }] },
      "data[0].remoteRef.key takes mini-mesh-ca-us, which is the platform's",
    ],
    [
      'as a whole',
      { dataFrom: [{ extract: { key: 'mini-mesh-remote-eu' } }] },
      "dataFrom[0] takes mini-mesh-remote-eu, which is the platform's",
    ],
    [
      'with what encrypts the backups of all regions',
      { dataFrom: [{ extract: { key: 'mini-backup-password' } }] },
      "dataFrom[0] takes mini-backup-password, which is the platform's",
    ],
    [
      'in capitals, which a vault does not mind',
      { dataFrom: [{ extract: { key: 'Mini-Argocd-us' } }] },
      "dataFrom[0] takes Mini-Argocd-us, which is the platform's",
    ],
    [
      'by a search',
      { dataFrom: [{ find: { name: { regexp: '.*' } } }] },
      'dataFrom[0] takes whatever it finds in the store',
    ],
  ])('is not taken %s', (_, spec, problem) => {
    expect(sentencesOf(platformSecretsStay, withObject(fleet, 'us', 'web', reading(spec)))).toEqual([
      `${WHERE}${problem} | ${REMEDY}`,
    ]);
  });

  test('is not taken by the name that it has in a store which knows no prefix', () => {
    const account = 'account: {id: example-prod, secretStore: prod, platformStore: base}\n';
    const google = compileMini({
      'clusters/us.yaml': miniGkeCluster('us', 'us-east1', 1, account).replace(
        'gke-gateway-multicluster',
        'gke-gateway',
      ),
      'apps/web/app.yaml': undefined,
      'apps/web/releases.yaml': undefined,
      'apps/stock/app.yaml': miniApp('stock', 'goods', 'regions: [gcp:us-east1]'),
    });
    const taken = reading({ dataFrom: [{ extract: { key: 'base-mini-mesh-ca-us' } }] });
    expect(sentencesOf(platformSecretsStay, withObject(google, 'us', 'stock', taken))).toEqual([
      expect.stringContaining("dataFrom[0] takes base-mini-mesh-ca-us, which is the platform's"),
    ]);
  });

  test('is not asked for in the store of the platform', () => {
    const asked = reading({ secretStoreRef: { kind: 'ClusterSecretStore', name: 'platform' } });
    expect(sentencesOf(platformSecretsStay, withObject(fleet, 'us', 'web', asked))).toEqual([
      `${WHERE}secretStoreRef.name is platform, the store of the platform | Name apps, the store of apps.`,
    ]);
  });

  test('is the platform free to take, and an app what is its own', () => {
    const own = reading({ dataFrom: [{ extract: { key: 'web/keys' } }] });
    expect(findingsOf(platformSecretsStay, withObject(fleet, 'us', 'web', own))).toEqual([]);
  });
});
