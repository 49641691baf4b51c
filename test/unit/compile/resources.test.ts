import { ApiObject, JsonPatch } from 'cdk8s';
import { KubeConfigMap } from '../../../lib/kube';
import { appUnits, oneApp } from '../../support/app-unit';

const files = oneApp('regions: [aws:us-east-1]');

describe('resources.ts', () => {
  it('adds constructs to the unit, and adjusts what is there', () => {
    const { units, diagnostics } = appUnits(files, {
      shop: (scope, { app, cluster, find }) => {
        new KubeConfigMap(scope, 'extra', { metadata: { name: 'extra', namespace: app.namespace }, data: { region: cluster.region } });
        find('Deployment').addJsonPatch(JsonPatch.add('/spec/minReadySeconds', 7));
      },
    });
    const objects = units[0]?.objects ?? [];
    expect(diagnostics).toEqual([]);
    expect(objects.find((object) => object.metadata.name === 'extra')).toMatchObject({ data: { region: 'us-east-1' } });
    expect(objects.find((object) => object.kind === 'Deployment')).toMatchObject({ spec: { minReadySeconds: 7 } });
  });

  it('is refused when its second run differs', () => {
    let runs = 0;
    const { diagnostics } = appUnits(files, {
      shop: (scope) => {
        runs++;
        new ApiObject(scope, 'extra', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `extra-${runs}`, namespace: 'shop' } });
      },
    });
    expect(diagnostics.map((d) => d.code)).toEqual(['compile/resources-differ']);
  });

  it('says what it threw, and where', () => {
    const { diagnostics } = appUnits(files, { shop: (_scope, { find }) => void find('StatefulSet') });
    expect(diagnostics).toMatchObject([{ code: 'compile/resources-failed', at: { file: 'apps/shop/resources.ts' } }]);
    expect(diagnostics[0]?.message).toContain('there is no StatefulSet among ');
  });
});
