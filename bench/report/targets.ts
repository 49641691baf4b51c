import type { StartResult } from '../measure/measure-start';
import type { Variant } from '../measure/measure-size';
import { ratio, type Figures } from './figures';

/** One thing that is wanted, and what was found. */
export interface Verdict {
  readonly target: string;
  /** What was measured, for people; undefined where the run did not measure it. */
  readonly found: string | undefined;
  readonly met: boolean | undefined;
}

const MEGABYTE = 1e6;

/** Judges every target by the size whose number of objects is near to the one that the target names. */
export function judge(start: StartResult, sizes: readonly Figures[]): readonly Verdict[] {
  const near = (objects: number): Figures | undefined =>
    sizes.find((size) => Math.abs(size.objects / objects - 1) <= 0.15);
  const [small, middle, large, huge] = [near(1200), near(2400), near(9600), near(38_400)];
  const byFloor = 'fresh output by the floor';
  const byCdk8s = 'cdk8s by fresh output';
  return [
    atMost('start-up with an empty fleet, seconds', 0.25, start.validate / 1000),
    atMost(`${byFloor}, about 1,200 objects`, 2, ratioOf(small, 'fresh', 'floor')),
    atMost(`${byFloor}, about 9,600 objects`, 2, ratioOf(large, 'fresh', 'floor')),
    atLeast(`${byCdk8s}, about 1,200 objects`, 2, ratioOf(small, 'cdk8s', 'fresh')),
    atLeast(`${byCdk8s}, about 9,600 objects`, 4, ratioOf(large, 'cdk8s', 'fresh')),
    atMost(
      'cost an object at about 38,400 by that at about 2,400, without start-up',
      1.25,
      ratio(costOf(huge), costOf(middle)),
    ),
    atMost('peak memory in MB, about 9,600 objects', 400, ratio(large?.peak, MEGABYTE)),
    atMost('peak memory in MB, about 38,400 objects', 1000, ratio(huge?.peak, MEGABYTE)),
    judgeEdits(sizes),
  ];
}

function judgeEdits(sizes: readonly Figures[]): Verdict {
  const target = 'files of others that a one-app edit writes: none';
  if (sizes.length === 0) return { target, found: undefined, met: undefined };
  const strays = sizes.reduce((sum, size) => sum + size.strays.length, 0);
  return { target, found: String(strays), met: strays === 0 && sizes.every(({ edited }) => edited > 0) };
}

function ratioOf(figures: Figures | undefined, value: Variant, base: Variant): number | undefined {
  return figures === undefined ? undefined : ratio(figures.wall[value], figures.wall[base]);
}

function costOf(figures: Figures | undefined): number | undefined {
  return ratio(figures?.work.pipeline, figures?.objects);
}

function atMost(what: string, limit: number, value: number | undefined): Verdict {
  return {
    target: `${what}: at most ${limit}`,
    found: shown(value),
    met: value === undefined ? undefined : value <= limit,
  };
}

function atLeast(what: string, limit: number, value: number | undefined): Verdict {
  return {
    target: `${what}: at least ${limit}`,
    found: shown(value),
    met: value === undefined ? undefined : value >= limit,
  };
}

function shown(value: number | undefined): string | undefined {
  return value === undefined ? undefined : value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
