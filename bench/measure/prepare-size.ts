import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Captured } from '../capture/captured';
import { growFleet } from '../fleet/grow-fleet';
import type { InputFiles, ReferenceInputs } from '../fleet/reference-inputs';
import { bundleReplay } from './bundle-programs';
import type { Runner } from './run-process';

/** Where a benchmark runs, and with what. */
export interface Bench {
  /** The repository, absolute. */
  readonly repository: string;
  /** A temporary folder, absolute. */
  readonly folder: string;
  readonly runner: Runner;
  readonly reference: ReferenceInputs;
  /** Paths of bundled programs. */
  readonly programs: { readonly capture: string; readonly pipeline: string };
  /** Rounds; the least of each measurement counts. */
  readonly rounds: number;
  readonly progress: (text: string) => void;
}

/** A fleet of one size on disk, and everything that is run over it. */
export interface PreparedSize {
  readonly apps: number;
  readonly objects: number;
  /** The fleet's inputs. */
  readonly root: string;
  /** An output that stays from run to run. */
  readonly kept: string;
  /** An output that is made afresh each time. */
  readonly fresh: string;
  /** The captured objects, and the programs that build them. */
  readonly capture: string;
  readonly floor: string;
  readonly cdk8s: string;
}

/** The command line that is measured. */
export function synthArguments(root: string, out: string): readonly string[] {
  return ['bin/meridian.mjs', 'synth', '--root', root, '--out', out];
}

/** Writes a fleet of so many apps, captures what Meridian describes for it, and compiles it once. */
export async function prepareSize(bench: Bench, apps: number): Promise<PreparedSize> {
  const { folder, repository, runner, programs } = bench;
  const root = join(folder, 'fleet');
  const kept = join(folder, 'kept');
  const capture = join(folder, 'captured.json');
  writeInputs(root, growFleet(bench.reference, apps));
  runner.node([programs.capture, root, capture], repository);
  const { types, charts } = JSON.parse(readFileSync(capture, 'utf8')) as Captured;
  rmSync(kept, { recursive: true, force: true });
  // Both keep the compiled code of their first run, which is slower for it.
  runner.node([programs.pipeline, root, kept], repository);
  runner.node(synthArguments(root, kept), repository);
  return {
    apps,
    objects: charts.reduce((sum, objects) => sum + objects.length, 0),
    root,
    kept,
    fresh: join(folder, 'fresh'),
    capture,
    floor: await bundleReplay(repository, 'floor', types, folder),
    cdk8s: await bundleReplay(repository, 'cdk8s-app', types, folder),
  };
}

/** Replaces what lies in a folder by these files. */
export function writeInputs(root: string, files: InputFiles): void {
  rmSync(root, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
