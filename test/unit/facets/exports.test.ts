import { compileMini, type CompiledFleet } from '../../support/compiled';
import { MINI_FILES, miniApp, miniGkeCluster } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

function withServices(kinds: Readonly<Record<string, string>>, more = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(kinds).map(([id, kind]) => {
      const path = `clusters/${id}.yaml`;
      return [path, `${MINI_FILES[path] ?? ''}multiClusterServices: ${kind}\n${more}`];
    }),
  );
}

/** What is exported where, as `<cluster> <apiVersion> <namespace>/<name>`. */
function exportsOf({ compiled }: CompiledFleet): readonly string[] {
  return compiled.units.flatMap(({ cluster, objects }) =>
    objects
      .filter(({ kind }) => kind === 'ServiceExport')
      .map(
        ({ apiVersion, metadata: { name, namespace } }) => `${cluster} ${apiVersion} ${namespace}/${name}`,
      ),
  );
}

describe('an app that other clusters call', () => {
  it('is exported where a cluster serves it to the others, by the API of what runs there', () => {
    expect(exportsOf(compileMini(withServices({ us: 'upstream', eu: 'upstream' })))).toEqual([
      'eu multicluster.x-k8s.io/v1beta1 stock/stock',
    ]);
    const gke = compileMini({
      'clusters/us.yaml': miniGkeCluster('us', 'us-east1', 1, 'multiClusterServices: gke\n'),
      'clusters/eu.yaml': miniGkeCluster('eu', 'europe-west1', 2, 'multiClusterServices: gke\n'),
      'apps/web/app.yaml': miniApp('web', 'shop', 'regions: [gcp:us-east1]\ncalls: {to: [stock]}'),
      'apps/stock/app.yaml': miniApp(
        'stock',
        'goods',
        'regions: [gcp:us-east1, gcp:europe-west1]\ncalls: {from: [web]}',
      ),
    });
    expect(exportsOf(gke)).toEqual(['eu net.gke.io/v1 stock/stock']);
    const objects = gke.compiled.units.flatMap((unit) => unit.objects);
    expect(objects.flatMap(validateObject)).toEqual([]);
  });

  it('is not exported where the cluster says nothing of it', () => {
    expect(exportsOf(compileMini())).toEqual([]);
    expect(exportsOf(compileMini(withServices({ us: 'upstream' })))).toEqual([]);
  });

  it('is taken out of the cluster set where its cluster is drained', () => {
    const drained = withServices({ us: 'upstream', eu: 'upstream' }, 'traffic: drained\n');
    expect(
      exportsOf(compileMini({ ...drained, 'clusters/us.yaml': MINI_FILES['clusters/us.yaml'] })),
    ).toEqual([]);
  });
});
