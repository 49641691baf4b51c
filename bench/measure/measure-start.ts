import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { growFleet } from '../fleet/grow-fleet';
import { writeInputs, type Bench } from './prepare-size';

/** Least milliseconds that starting takes. */
export interface StartResult {
  /** Node itself, with nothing to do. */
  readonly node: number;
  /** `node bin/meridian.mjs validate` on a fleet of clusters without apps. */
  readonly validate: number;
  /** The same through `npm run`. */
  readonly npm: number;
}

/** Measures what every run pays before it looks at an app. */
export function measureStart(bench: Bench): StartResult {
  const { repository, rounds, runner } = bench;
  const root = join(bench.folder, 'fleet');
  writeInputs(root, growFleet(bench.reference, 0));
  const validate = ['bin/meridian.mjs', 'validate', '--root', root];
  // The first launch bundles the sources where they changed.
  runner.node(validate, repository);
  const times = { node: [] as number[], validate: [] as number[], npm: [] as number[] };
  for (let round = 1; round <= rounds * 2; round++) {
    bench.progress(`start, round ${round} of ${rounds * 2}`);
    times.node.push(timed(process.execPath, ['-e', '0'], repository));
    times.validate.push(timed(process.execPath, validate, repository));
    times.npm.push(
      timed('npm', ['run', '--silent', 'meridian', '--', 'validate', '--root', root], repository),
    );
  }
  return {
    node: Math.min(...times.node),
    validate: Math.min(...times.validate),
    npm: Math.min(...times.npm),
  };
}

function timed(command: string, args: readonly string[], cwd: string): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  const taken = performance.now() - start;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed (${status}): ${stderr}`);
  return taken;
}
