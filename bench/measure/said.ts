import { writeFileSync } from 'node:fs';

/** What a measured program says of itself. All times in milliseconds. */
export interface Said {
  /** From the start of the process until its own code ran. */
  readonly loaded: number;
  /** What is measured, without start-up. */
  readonly work: number;
  /** Preparation of the benchmark's own, to be taken off the time of the process. */
  readonly skipped: number;
  /** The same as processor time of all threads. */
  readonly skippedCpu: number;
  readonly objects: number;
  readonly files: number;
  /** Files that were written or replaced. */
  readonly written: number;
  /** Milliseconds by stage, of a program that has stages. */
  readonly stages?: Readonly<Record<string, number>>;
}

/** Processor time of this process so far, of all threads, in milliseconds. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Says it, in the file that the benchmark named. */
export function say(said: Said): void {
  writeFileSync(process.env['BENCH_SAID'] ?? '/dev/stdout', JSON.stringify(said));
}
