import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Said } from './said';

/** What one command took, together with the processes that it started. Times in milliseconds. */
export interface Measured {
  /** From its start to its end, preparation of the benchmark's own taken off. */
  readonly wall: number;
  /** Processor time of all threads, preparation taken off. */
  readonly cpu: number;
  /** Most memory that one process held at a time, in bytes. */
  readonly peak: number;
  /** What a program of the benchmark said of itself. */
  readonly said?: Said;
}

/** Runs commands one at a time, and sees what each of them used. */
export interface Runner {
  /** Runs Node with arguments; throws, with what it printed, where it fails. */
  readonly node: (args: readonly string[], cwd: string) => Measured;
}

// The kernel's own count of a process begins at zero with its program; `maxRSS` may be that of the process that started it.
const HOOK = `const fs = require('node:fs');
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  let peak = process.resourceUsage().maxRSS * 1024;
  try {
    peak = Number(/VmHWM:\\s*(\\d+)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1]) * 1024;
  } catch {}
  const file = process.env.BENCH_USAGE + '/' + process.pid + '.json';
  fs.writeFileSync(file, JSON.stringify({ cpu: (user + system) / 1000, peak }));
});
`;

interface Usage {
  readonly cpu: number;
  readonly peak: number;
}

/** A runner that keeps its own files in `folder`, absolute. */
export function createRunner(folder: string): Runner {
  const hook = join(folder, 'usage.cjs');
  const usage = join(folder, 'usage');
  const said = join(folder, 'said.json');
  writeFileSync(hook, HOOK);
  const env = {
    ...process.env,
    BENCH_SAID: said,
    BENCH_USAGE: usage,
    NO_COLOR: '1',
    NODE_OPTIONS: `--require "${hook}"`,
  };
  return {
    node: (args, cwd) => {
      rmSync(usage, { recursive: true, force: true });
      rmSync(said, { force: true });
      mkdirSync(usage);
      const start = performance.now();
      const result = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 28 });
      const wall = performance.now() - start;
      if (result.error !== undefined || result.status !== 0) {
        const printed = `${result.error?.message ?? ''}\n${result.stdout}${result.stderr}`;
        throw new Error(`node ${args.join(' ')} failed (${result.status}): ${printed}`.slice(0, 4000));
      }
      return measured(wall, usageIn(usage), existsSync(said) ? (readJson(said) as Said) : undefined);
    },
  };
}

function measured(wall: number, usage: readonly Usage[], said: Said | undefined): Measured {
  return {
    wall: wall - (said?.skipped ?? 0),
    cpu: usage.reduce((sum, { cpu }) => sum + cpu, 0) - (said?.skippedCpu ?? 0),
    peak: Math.max(...usage.map(({ peak }) => peak)),
    ...(said === undefined ? {} : { said }),
  };
}

function usageIn(folder: string): readonly Usage[] {
  return readdirSync(folder).map((name) => readJson(join(folder, name)) as Usage);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Milliseconds that a fixed piece of work takes now: how quiet the machine is. */
export function calibrate(): number {
  const start = performance.now();
  const words = new Map<string, number>();
  for (let i = 0; i < 60_000; i++) {
    const word = `w${(i * 7919) % 1009}`;
    words.set(word, (words.get(word) ?? 0) + word.length);
  }
  if (words.size !== 1009) throw new Error('the calibration loop is broken');
  return performance.now() - start;
}
