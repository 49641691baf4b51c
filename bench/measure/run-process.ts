import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Said } from './said';

/** What one process took. Times in milliseconds. */
export interface Measured {
  /** From its start to its end, preparation of the benchmark's own taken off. */
  readonly wall: number;
  /** Processor time of all its threads, preparation taken off. */
  readonly cpu: number;
  /** Most memory that it held at a time, in bytes. */
  readonly peak: number;
  /** What a program of the benchmark said of itself. */
  readonly said?: Said;
}

/** Runs processes one at a time, and sees what each of them used. */
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
  fs.writeFileSync(process.env.BENCH_USAGE, JSON.stringify({ cpu: (user + system) / 1000, peak }));
});
`;

/** A runner that keeps its own files in `folder`, absolute. */
export function createRunner(folder: string): Runner {
  const hook = join(folder, 'usage.cjs');
  const usage = join(folder, 'usage.json');
  writeFileSync(hook, HOOK);
  return {
    node: (args, cwd) => {
      rmSync(usage, { force: true });
      const start = performance.now();
      const { status, stdout, stderr, error } = spawnSync(process.execPath, ['--require', hook, ...args], {
        cwd,
        env: { ...process.env, BENCH_USAGE: usage, NO_COLOR: '1' },
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
      });
      const wall = performance.now() - start;
      if (error !== undefined || status !== 0) {
        throw new Error(
          `node ${args.join(' ')} failed (${status}): ${error?.message ?? ''}\n${stdout}${stderr}`.slice(
            0,
            4000,
          ),
        );
      }
      const said = readSaid(stdout);
      const used = JSON.parse(readFileSync(usage, 'utf8')) as { readonly cpu: number; readonly peak: number };
      return {
        wall: wall - (said?.skipped ?? 0),
        cpu: used.cpu - (said?.skippedCpu ?? 0),
        peak: used.peak,
        ...(said === undefined ? {} : { said }),
      };
    },
  };
}

function readSaid(stdout: string): Said | undefined {
  return stdout.startsWith('{"loaded":') ? (JSON.parse(stdout) as Said) : undefined;
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
