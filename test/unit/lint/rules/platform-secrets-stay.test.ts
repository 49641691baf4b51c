import type { Json, Manifest } from '../../../../lib/core/manifest';
import { platformSecretsStay } from '../../../../lib/lint/rules/platform-secrets-stay';
import { compileMini, findingsOf, sentencesOf, withObject } from '../../../support/compiled';

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
      'by a search',
      { dataFrom: [{ find: { name: { regexp: '.*' } } }] },
      'dataFrom[0] takes whatever it finds in the store',
    ],
  ])('is not taken %s', (_, spec, problem) => {
    expect(sentencesOf(platformSecretsStay, withObject(fleet, 'us', 'web', reading(spec)))).toEqual([
      `${WHERE}${problem} | ${REMEDY}`,
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
