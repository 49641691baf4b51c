import type { Manifest } from '../../../lib/core/manifest';
import { oneApp, specOf, unitObjects } from '../../support/app-unit';
import { miniApp, miniReleases } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const BOUNDS = 'maxReplicasPerRegion: 4}';
const STANDBY =
  'regions: [aws:us-east-1, aws:eu-west-1]\ndata: {mode: hot-standby, rpo: 1m, rto: 1h}\ncalls: {from: [desk]}';

function asking(text: string, secrets: string): string {
  return text.replace(BOUNDS, `maxReplicasPerRegion: 4, secrets: [${secrets}]}`);
}

const DATABASE = '{name: database, from: shop/database, mountPath: /etc/db}';
const files = oneApp(STANDBY, {
  'apps/shop/app.yaml': asking(miniApp('shop', 'shop', STANDBY), DATABASE),
  'apps/desk/app.yaml': miniApp('desk', 'shop', 'regions: [aws:ap-southeast-1]\ncalls: {to: [shop]}'),
  'apps/desk/releases.yaml': miniReleases('shop/desk'),
});

function secretsIn(objects: readonly Manifest[]): readonly string[] {
  return objects.filter(({ kind }) => kind === 'ExternalSecret').map(({ metadata }) => metadata.name);
}

describe('the secrets of an app', () => {
  it('are made out of the store of each region where it or its standby runs', () => {
    for (const cluster of ['us', 'eu']) {
      const objects = unitObjects(files, cluster);
      expect(specOf(objects, 'ExternalSecret', 'database')).toMatchObject({
        secretStoreRef: { kind: 'ClusterSecretStore', name: 'apps' },
        target: { name: 'database', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        dataFrom: [{ extract: { key: 'shop/database' } }],
      });
      expect(objects.flatMap(validateObject)).toEqual([]);
    }
  });

  it('are not where only a caller runs', () => {
    expect(secretsIn(unitObjects(files, 'ap'))).toEqual([]);
  });

  it('are made once where apps of one namespace share them', () => {
    const keys = '{name: keys, mountPath: /etc/keys}';
    const shared = oneApp('regions: [aws:us-east-1]', {
      'apps/shop/app.yaml': asking(miniApp('shop', 'shop', 'regions: [aws:us-east-1]'), keys),
      'apps/till/app.yaml': asking(
        miniApp('till', 'shop', 'namespace: shop\nregions: [aws:us-east-1]'),
        keys,
      ),
      'apps/till/releases.yaml': miniReleases('shop/till'),
    });
    expect(secretsIn(unitObjects(shared, 'us', 'shop'))).toEqual(['keys']);
    expect(secretsIn(unitObjects(shared, 'us', 'till'))).toEqual([]);
    expect(specOf(unitObjects(shared, 'us', 'shop'), 'ExternalSecret')['dataFrom']).toMatchObject([
      { extract: { key: 'keys' } },
    ]);
  });
});
