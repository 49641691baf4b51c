import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyName } from '../fleet/grow-fleet';
import { promoteReleases } from '../fleet/promote';
import { prepareSize, synthArguments, type Bench, type PreparedSize } from './prepare-size';
import { calibrate, type Measured } from './run-process';
import { stampTree, touchedBetween } from './tree-stamps';

/** What is measured of each fleet. `pipeline` is `fresh` without the command line around it, stage by stage. */
export const VARIANTS = ['floor', 'cdk8s', 'fresh', 'pipeline', 'unchanged', 'edit'] as const;

/** One of VARIANTS. */
export type Variant = (typeof VARIANTS)[number];

/** All measurements of a fleet of one size. */
export interface SizeResult {
  readonly apps: number;
  readonly objects: number;
  /** Files of the output. */
  readonly files: number;
  readonly runs: Readonly<Record<Variant, readonly Measured[]>>;
  /** Files that a one-app edit touched, each time. */
  readonly edited: number;
  /** Those of them that are not that app's. */
  readonly strays: readonly string[];
  /** Milliseconds of the calibration loop, one before each run. */
  readonly calibrations: readonly number[];
}

/** An app of which a copy is in every fleet, and runs in every cluster. */
const EDITED_APP = copyName('catalogue', 1);

/** cdk8s is superlinear: with more objects than the first it runs once, with more than the second not at all. */
const CDK8S_LIMITS = [12_000, 25_000] as const;

/** Measures a fleet of so many apps: all variants in turn, round after round. */
export async function measureSize(bench: Bench, apps: number): Promise<SizeResult> {
  const prepared = await prepareSize(bench, apps);
  const runs: Record<Variant, Measured[]> = {
    floor: [],
    cdk8s: [],
    fresh: [],
    pipeline: [],
    unchanged: [],
    edit: [],
  };
  const calibrations: number[] = [];
  const measure = (variant: Variant, args: readonly string[]): void => {
    calibrations.push(calibrate());
    runs[variant].push(bench.runner.node(args, variant === 'cdk8s' ? bench.folder : bench.repository));
  };
  const touched: (readonly string[])[] = [];
  for (let round = 1; round <= bench.rounds; round++) {
    bench.progress(`${apps} apps, ${prepared.objects} objects, round ${round} of ${bench.rounds}`);
    measureFresh(bench, prepared, round, measure);
    measure('unchanged', synthArguments(prepared.root, prepared.kept));
    touched.push(measureEdit(prepared, round, measure));
  }
  const own = new RegExp(`^[^/]+/apps/${EDITED_APP}/`);
  return {
    apps,
    objects: prepared.objects,
    files: runs.pipeline[0]?.said?.files ?? 0,
    runs,
    edited: Math.max(...touched.map((paths) => paths.length)),
    strays: [...new Set(touched.flat().filter((path) => !own.test(path)))],
    calibrations,
  };
}

type Measure = (variant: Variant, args: readonly string[]) => void;

function measureFresh(bench: Bench, prepared: PreparedSize, round: number, measure: Measure): void {
  const { fresh, capture, root } = prepared;
  const commands: readonly (readonly [Variant, readonly string[]])[] = [
    ['floor', [prepared.floor, capture, fresh]],
    ['cdk8s', cdk8sArguments(bench, prepared)],
    ['fresh', synthArguments(root, fresh)],
    ['pipeline', [bench.programs.pipeline, root, fresh]],
  ];
  for (const [variant, args] of commands) {
    if (variant === 'cdk8s' && !isCdk8sMeasured(prepared.objects, round)) continue;
    measure(variant, args);
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** The command that people run, without its look for a newer version of itself. */
function cdk8sArguments({ repository }: Bench, { cdk8s, capture, fresh }: PreparedSize): readonly string[] {
  // Without the first word the command would lose the quotes at both ends.
  const app = `exec ${[process.execPath, cdk8s, capture].map((word) => `"${word}"`).join(' ')}`;
  const command = join(repository, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
  return [command, '--check-upgrade=false', 'synth', '--app', app, '--output', fresh];
}

function isCdk8sMeasured(objects: number, round: number): boolean {
  const [always, once] = CDK8S_LIMITS;
  return objects <= always || (objects <= once && round === 1);
}

/** Promotes one app and measures; returns the files of the output that were touched. */
function measureEdit({ root, kept }: PreparedSize, round: number, measure: Measure): readonly string[] {
  const before = stampTree(kept);
  const releases = join(root, 'apps', EDITED_APP, 'releases.yaml');
  writeFileSync(releases, promoteReleases(readFileSync(releases, 'utf8'), round));
  measure('edit', synthArguments(root, kept));
  return touchedBetween(before, stampTree(kept));
}
