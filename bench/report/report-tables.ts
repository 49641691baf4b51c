import type { StartResult } from '../measure/measure-start';
import { ratio, STAGES, type Figures } from './figures';
import type { Table } from './table';
import type { Verdict } from './targets';

/** Everything that a run of the benchmark found. */
export interface BenchResult {
  readonly start: StartResult;
  readonly sizes: readonly Figures[];
  readonly verdicts: readonly Verdict[];
}

/** The tables of a result. */
export function reportTables({ start, sizes, verdicts }: BenchResult): readonly Table[] {
  return [wholeTable(sizes), workTable(sizes), stageTable(sizes), startTable(start), verdictTable(verdicts)];
}

function wholeTable(sizes: readonly Figures[]): Table {
  return {
    title: 'Whole processes: seconds, start-up included',
    heads: [
      'apps',
      'objects',
      'files',
      'floor',
      'cdk8s',
      'fresh',
      'unchanged',
      'one-app edit',
      'fresh/floor',
      'cdk8s/fresh',
      'processor: fresh/floor',
      'peak MB',
    ],
    rows: sizes.map(({ apps, objects, files, wall, cpu, peak }) => [
      count(apps),
      count(objects),
      count(files),
      seconds(wall.floor),
      seconds(wall.cdk8s),
      seconds(wall.fresh),
      seconds(wall.unchanged),
      seconds(wall.edit),
      times(ratio(wall.fresh, wall.floor)),
      times(ratio(wall.cdk8s, wall.fresh)),
      times(ratio(cpu.fresh, cpu.floor)),
      (peak / 1e6).toFixed(0),
    ]),
  };
}

function workTable(sizes: readonly Figures[]): Table {
  return {
    title: 'The work alone: seconds, start-up left out',
    heads: [
      'apps',
      'objects',
      'floor',
      'cdk8s',
      'fresh',
      'fresh/floor',
      'cdk8s/fresh',
      'fresh, µs an object',
    ],
    rows: sizes.map(({ apps, objects, work }) => [
      count(apps),
      count(objects),
      seconds(work.floor),
      seconds(work.cdk8s),
      seconds(work.pipeline),
      times(ratio(work.pipeline, work.floor)),
      times(ratio(work.cdk8s, work.pipeline)),
      work.pipeline === undefined ? '–' : ((work.pipeline * 1e6) / objects).toFixed(0),
    ]),
  };
}

function stageTable(sizes: readonly Figures[]): Table {
  return {
    title: 'By stage, fresh output: microseconds an object',
    heads: ['apps', 'objects', ...STAGES],
    rows: sizes.map(({ apps, objects, stages }) => [
      count(apps),
      count(objects),
      ...STAGES.map((stage) => stages[stage].toFixed(1)),
    ]),
  };
}

function startTable({ node, validate, npm }: StartResult): Table {
  return {
    title: 'Start-up, empty fleet: milliseconds',
    heads: ['process', 'ms'],
    rows: [
      ['node, nothing to do', node.toFixed(0)],
      ['node bin/meridian.mjs validate', validate.toFixed(0)],
      ['npm run meridian -- validate', npm.toFixed(0)],
      ['of that npm’s own', (npm - validate).toFixed(0)],
    ],
  };
}

function verdictTable(verdicts: readonly Verdict[]): Table {
  return {
    title: 'What is wanted',
    heads: ['target', 'found', 'verdict'],
    rows: verdicts.map(({ target, found, met }) => [
      target,
      found ?? 'not measured',
      met === undefined ? '–' : met ? 'met' : 'NOT MET',
    ]),
  };
}

function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function seconds(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(2);
}

function times(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(2);
}
