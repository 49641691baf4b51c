import { ApiObject, type Chart } from 'cdk8s';
import type { Captured, CapturedObject } from './captured';
import { encodeProps } from './encode-props';

/**
 * Runs something and returns every construct that was resolved meanwhile, by chart. The base class's `toJson` is watched,
 * so that it does not matter how its caller got to the objects.
 */
export function captureCharts(
  names: ReadonlyMap<unknown, string>,
  run: () => void,
): Omit<Captured, 'plainFiles'> {
  const charts = new Map<Chart, CapturedObject[]>();
  const types = new Set<string>();
  const nameOf = (type: unknown): string => {
    const name = names.get(type);
    if (name === undefined) throw new Error(`the benchmark does not know the class ${String(type)}`);
    types.add(name);
    return name;
  };
  const watch = (object: ApiObject): void => {
    const objects = charts.get(object.chart) ?? [];
    charts.set(object.chart, objects);
    // Private only to the compiler; nothing public gives back what a builder passed.
    const { props } = object as unknown as { readonly props: unknown };
    objects.push({ type: nameOf(object.constructor), id: object.node.id, props: encodeProps(props, nameOf) });
  };
  watched(watch, run);
  return { charts: [...charts.values()], types: [...types].sort() };
}

function watched(watch: (object: ApiObject) => void, run: () => void): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its object below
  const original = ApiObject.prototype.toJson;
  ApiObject.prototype.toJson = function (this: ApiObject): unknown {
    watch(this);
    return original.call(this);
  };
  try {
    run();
  } finally {
    ApiObject.prototype.toJson = original;
  }
}
