import { ApiObject } from 'cdk8s';
import { compileObjects } from '../../../lib/compile/compile-objects';

function compileOne(spec: object): unknown {
  return compileObjects('us shop', (scope) => {
    new ApiObject(scope, 'object', { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'shop' }, spec });
  });
}

describe('compiling objects', () => {
  it('gives them in the order of their identity', () => {
    const objects = compileObjects('us shop', (scope) => {
      for (const name of ['b', 'a'])
        new ApiObject(scope, name, { apiVersion: 'v1', kind: 'Thing', metadata: { name } });
    });
    expect(objects.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  });

  it.each([
    [
      'a list with a hole',
      { ports: [{ port: 80 }, undefined] },
      'a builder gave nothing at us shop.Thing.shop.spec.ports.1',
    ],
    ['NaN', { replicas: NaN }, 'a builder gave NaN at us shop.Thing.shop.spec.replicas'],
    [
      'infinity in a list',
      { weights: [1, Infinity] },
      'a builder gave Infinity at us shop.Thing.shop.spec.weights.1',
    ],
  ])('refuses %s, and says where', (_, spec, message) => {
    expect(() => compileOne(spec)).toThrow(message);
  });

  it('takes every value that a manifest can hold', () => {
    const spec = { none: [], zero: 0, no: false, empty: '', deep: [[{ a: 1 }]] };
    expect(compileOne(spec)).toEqual([{ apiVersion: 'v1', kind: 'Thing', metadata: { name: 'shop' }, spec }]);
  });
});
