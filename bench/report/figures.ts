import type { SizeResult, Variant } from '../measure/measure-size';
import type { Measured } from '../measure/run-process';

/** Stages in the order in which they run. */
export const STAGES = [
  'read',
  'inputs',
  'fleet',
  'plan',
  'compile',
  'lint',
  'prove',
  'layout',
  'serialise',
  'write',
] as const;

/** The figures of one size: least times in seconds, most memory in bytes. A figure that was not measured is undefined. */
export interface Figures {
  readonly apps: number;
  readonly objects: number;
  readonly files: number;
  /** Whole processes. */
  readonly wall: Readonly<Record<Variant, number | undefined>>;
  /** The same without start-up; Meridian's is that of `pipeline`. */
  readonly work: Readonly<Record<'floor' | 'cdk8s' | 'pipeline', number | undefined>>;
  /** Processor time of whole processes, all threads. */
  readonly cpu: Readonly<Record<Variant, number | undefined>>;
  /** Microseconds an object, by stage, of the round that was fastest as a whole. */
  readonly stages: Readonly<Record<(typeof STAGES)[number], number>>;
  /** Most that any run of the command line held. */
  readonly peak: number;
  readonly edited: number;
  readonly strays: readonly string[];
}

/** The figures of a size's measurements. */
export function figuresOf(result: SizeResult): Figures {
  const { apps, objects, files, runs, edited, strays } = result;
  const least = (variant: Variant, pick: (run: Measured) => number | undefined): number | undefined => {
    const values = runs[variant].flatMap((run) => pick(run) ?? []);
    return values.length === 0 ? undefined : Math.min(...values) / 1000;
  };
  const each = (pick: (run: Measured) => number | undefined): Record<Variant, number | undefined> => ({
    floor: least('floor', pick),
    cdk8s: least('cdk8s', pick),
    fresh: least('fresh', pick),
    pipeline: least('pipeline', pick),
    unchanged: least('unchanged', pick),
    edit: least('edit', pick),
  });
  return {
    apps,
    objects,
    files,
    wall: each(({ wall }) => wall),
    work: each(({ said }) => said?.work),
    cpu: each(({ cpu }) => cpu),
    stages: stagesOf(runs.pipeline, objects),
    peak: Math.max(...[...runs.fresh, ...runs.unchanged, ...runs.edit].map(({ peak }) => peak)),
    edited,
    strays,
  };
}

function stagesOf(runs: readonly Measured[], objects: number): Figures['stages'] {
  const said = runs.flatMap((run) => run.said ?? []);
  const [fastest] = [...said].sort((a, b) => a.work - b.work);
  const entries = STAGES.map((stage) => [stage, ((fastest?.stages?.[stage] ?? 0) * 1000) / objects]);
  return Object.fromEntries(entries) as Figures['stages'];
}

/** One figure by another; undefined where either was not measured. */
export function ratio(value: number | undefined, base: number | undefined): number | undefined {
  return value === undefined || base === undefined ? undefined : value / base;
}
