import { ApiObject, Chart } from 'cdk8s';
import type { Captured, CapturedObject } from './captured';
import { encodeProps } from './encode-props';

/**
 * Runs something and returns every construct that was resolved meanwhile, by chart. Watched are the base class's `toJson`, and the
 * list of a chart's objects, by which they are reached where nothing in them has to be resolved.
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
  const seen = new Set<ApiObject>();
  const once = (object: ApiObject): void => {
    if (!seen.has(object)) watch(object);
    seen.add(object);
  };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its object below
  const original = ApiObject.prototype.toJson;
  const list = Object.getOwnPropertyDescriptor(Chart.prototype, 'apiObjects') as PropertyDescriptor;
  ApiObject.prototype.toJson = function (this: ApiObject): unknown {
    once(this);
    return original.call(this);
  };
  Object.defineProperty(Chart.prototype, 'apiObjects', {
    configurable: true,
    get(this: Chart): readonly ApiObject[] {
      const objects = list.get?.call(this) as readonly ApiObject[];
      objects.forEach(once);
      return objects;
    },
  });
  try {
    run();
  } finally {
    ApiObject.prototype.toJson = original;
    Object.defineProperty(Chart.prototype, 'apiObjects', list);
  }
}
