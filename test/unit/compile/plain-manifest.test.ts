import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { manifestOf } from '../../../lib/compile/plain-manifest';
import { intOrString, KubeConfigMap, KubeLimitRange, KubeService, quantity } from '../../../lib/kube';

const chart = (): Chart => new Chart(new App(), 'unit', { disableResourceNameHashes: true });

class Port {
  constructor(readonly value: unknown) {}
}

describe('the manifest of plain props', () => {
  it.each<readonly [string, (scope: Chart) => ApiObject]>([
    [
      'a number or a name',
      (scope: Chart) =>
        new KubeService(scope, 'service', {
          metadata: { name: 'shop', labels: { z: '1', a: '2' } },
          spec: { ports: [{ port: 80, targetPort: intOrString('http') }], clusterIp: 'None' },
        }),
    ],
    [
      'a quantity',
      (scope: Chart) =>
        new KubeLimitRange(scope, 'limits', {
          metadata: { name: 'shop' },
          spec: { limits: [{ type: 'Container', max: { cpu: quantity('1') } }] },
        }),
    ],
    [
      'every value that data holds',
      (scope: Chart) =>
        new KubeConfigMap(scope, 'facts', { metadata: { name: 'shop' }, data: { empty: '', no: 'false' } }),
    ],
  ])('is that of cdk8s: %s', (_, build) => {
    const object = build(chart());
    expect(manifestOf(object)).toEqual(object.toJson());
  });

  it.each([
    ['a lazy value', Lazy.any({ produce: () => '1' }) as unknown],
    ['a token', { resolve: () => '1' }],
    ['a class of somebody', new Port({})],
    ['nothing', undefined],
    ['null', null],
  ])('is left to cdk8s where there is %s', (_, value) => {
    const data = { value, deep: [[{ value }]] } as unknown as Record<string, string>;
    expect(manifestOf(new KubeConfigMap(chart(), 'facts', { data }))).toBeUndefined();
  });

  it('is left to cdk8s where the class does not know its kind', () => {
    const object = new ApiObject(chart(), 'thing', { apiVersion: 'v1', kind: 'Thing' });
    expect(manifestOf(object)).toBeUndefined();
  });
});
