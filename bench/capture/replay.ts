import type { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Captured } from './captured';
import { decodeProps } from './encode-props';

/** The classes that a capture names, by those names. */
export type Classes = Readonly<Record<string, unknown>>;

/** Adds one captured object to a chart. */
export type Build = (chart: Chart) => void;

type ConstructClass = new (scope: Construct, id: string, props: unknown) => Construct;

interface WrapperClass {
  readonly fromNumber: (value: number) => unknown;
  readonly fromString: (value: string) => unknown;
}

/** What builds the captured objects, chart by chart, with their props at hand: nothing is left to be parsed. */
export function replay(captured: Captured, classes: Classes): readonly (readonly Build[])[] {
  const classOf = (type: string): unknown => {
    if (classes[type] === undefined) throw new Error(`there is no class ${type}`);
    return classes[type];
  };
  const wrap = (type: string, value: number | string): unknown => {
    const wrapper = classOf(type) as WrapperClass;
    return typeof value === 'number' ? wrapper.fromNumber(value) : wrapper.fromString(value);
  };
  return captured.charts.map((objects) =>
    objects.map(({ type, id, props }): Build => {
      const Type = classOf(type) as ConstructClass;
      const decoded = decodeProps(props, wrap);
      return (chart) => {
        new Type(chart, id, decoded);
      };
    }),
  );
}
