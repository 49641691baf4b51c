import type { Json, Manifest } from '../../../../lib/core/manifest';
import { storesExist } from '../../../../lib/lint/rules/stores-exist';
import { compileMini, findingsOf, sentencesOf, withObject } from '../../../support/compiled';
import { MINI_FILES, miniGkeCluster } from '../../../support/mini-fleet';

const fleet = compileMini();

function reading(ref: Json, namespace = 'web'): Manifest {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name: 'keys', namespace },
    spec: { secretStoreRef: ref },
  };
}

const ofCluster = (name: string): Json => ({ kind: 'ClusterSecretStore', name });
const WHERE = 'ExternalSecret.external-secrets.io web/keys (us, unit apps/web): spec.secretStoreRef.name is ';

/** A store that an app brings along. */
const OWN: Manifest = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'SecretStore',
  metadata: { name: 'own', namespace: 'web' },
  spec: { provider: {} },
};

describe('the store that a Secret comes out of', () => {
  test.each<[string, Json, string]>([
    [
      'is one that there is',
      ofCluster('aps'),
      'aps, and there is no such ClusterSecretStore | Did you mean "apps"?',
    ],
    ['is looked for in its own kind', { name: 'apps' }, 'apps, and there is no such SecretStore'],
    [
      'is for the namespace',
      ofCluster('platform'),
      'platform, whose conditions leave out the namespace web | Name the store that is for this namespace.',
    ],
  ])('%s', (_, ref, problem) => {
    const [sentence, ...more] = sentencesOf(storesExist, withObject(fleet, 'us', 'web', reading(ref)));
    expect(sentence).toContain(`${WHERE}${problem}`);
    expect(more).toEqual([]);
  });

  test('may be named for a single entry', () => {
    const object = {
      ...reading(ofCluster('apps')),
      spec: { data: [{ sourceRef: { storeRef: ofCluster('vault') } }] },
    };
    expect(sentencesOf(storesExist, withObject(fleet, 'us', 'web', object))).toEqual([
      expect.stringContaining('spec.data[0].sourceRef.storeRef.name is vault') as string,
    ]);
  });

  test('of the platform is not for the namespace of its own operator', () => {
    const object = reading(ofCluster('platform'), 'external-secrets');
    expect(findingsOf(storesExist, withObject(fleet, 'us', 'secret-stores', object))).toHaveLength(1);
  });

  test('is found where it is the right one, or an app brings its own', () => {
    expect(findingsOf(storesExist, fleet)).toEqual([]);
    const right = withObject(fleet, 'us', 'web', reading(ofCluster('apps')));
    expect(findingsOf(storesExist, right)).toEqual([]);
    const own = withObject(withObject(fleet, 'us', 'web', OWN), 'us', 'web', reading({ name: 'own' }));
    expect(findingsOf(storesExist, own)).toEqual([]);
  });

  test('is taken to be there where somebody else makes it, or a fact of the account is missing', () => {
    const others = compileMini({
      'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}baseline: {external-secrets: {install: false}}\n`,
    });
    const unknown = compileMini({ 'clusters/us.yaml': miniGkeCluster('us', 'us-east1', 1), ...ON_GKE });
    for (const compiled of [others, unknown]) {
      expect(findingsOf(storesExist, compiled)).toEqual([]);
      expect(findingsOf(storesExist, withObject(compiled, 'us', 'web', reading(ofCluster('apps'))))).toEqual(
        [],
      );
      expect(
        findingsOf(storesExist, withObject(compiled, 'us', 'web', reading(ofCluster('vault')))),
      ).toHaveLength(1);
    }
  });
});

const ON_GKE = Object.fromEntries(
  ['web', 'stock'].map((app) => [
    `apps/${app}/app.yaml`,
    (MINI_FILES[`apps/${app}/app.yaml`] ?? '')
      .replace('aws:us-east-1', 'gcp:us-east1')
      .replace('us-east-1: 10', 'us-east1: 10'),
  ]),
);
