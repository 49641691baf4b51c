import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { UnitApp } from '../../../lib/compile/unit-app';
import { intOrString, KubeService, quantity, KubeLimitRange } from '../../../lib/kube';

function lazy(value: unknown): unknown {
  return Lazy.any({ produce: () => value }) as unknown;
}

const WITH_RESOLVE = { resolve: () => ({ inner: lazy([1, 'a']) }) };

class Port {
  constructor(readonly value: unknown) {}
}

/** One of every kind of value that constructs may be given. */
function objectsOf(app: App): unknown {
  const chart = new Chart(app, 'unit', { disableResourceNameHashes: true });
  new KubeService(chart, 'service', {
    metadata: { name: 'a' },
    spec: { ports: [{ port: 80, targetPort: intOrString('http') }] },
  });
  new KubeLimitRange(chart, 'limits', {
    spec: { limits: [{ type: 'Container', max: { cpu: quantity('1') } }] },
  });
  new ApiObject(chart, 'raw', {
    apiVersion: 'v1',
    kind: 'Thing',
    spec: {
      lazy: lazy({ again: lazy(1) }),
      token: WITH_RESOLVE,
      list: [WITH_RESOLVE, 0, '', false, [], {}, [[{ a: null }]]],
      value: { value: 'a plain map with a key that classes have' },
      resolve: 'a word',
      none: undefined,
      port: new Port(8080),
    },
  });
  return chart.toJson();
}

describe('the App of a unit', () => {
  it('resolves every kind of value as that of cdk8s does', () => {
    const wanted = objectsOf(new App({ recordConstructMetadata: false }));
    expect(JSON.stringify(wanted)).toContain('"inner":[1,"a"]');
    expect(objectsOf(new UnitApp())).toStrictEqual(wanted);
  });

  it('refuses what that refuses', () => {
    const build = (app: App): unknown => {
      const chart = new Chart(app, 'unit');
      new ApiObject(chart, 'raw', { apiVersion: 'v1', kind: 'Thing', spec: { port: new Port({}) } });
      return chart.toJson();
    };
    expect(() => build(new App())).toThrow('non-simple object');
    expect(() => build(new UnitApp())).toThrow('non-simple object');
  });
});
