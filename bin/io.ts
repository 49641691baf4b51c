import { createColors } from 'picocolors';
import type { Paint } from '../lib/report/paint';

/** Everything that a command gets from outside, and may do there. */
export interface CommandIo {
  /** Version of Meridian. */
  readonly version: string;
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly isTerminal: { readonly stdout: boolean; readonly stderr: boolean };
  /** Seconds since the process began. */
  readonly seconds: () => number;
  /** Today in UTC, as 2027-01-31. */
  readonly today: string;
  /** Absolute path of a folder that may be deleted at any time. */
  readonly cacheDirectory: string;
}

/** 0: done. 1: findings, or input or usage that is not valid. 2: the output is not what it should be. 70: a bug of ours. */
export type ExitCode = 0 | 1 | 2 | 70;

/** The colours of a stream: none where it is no terminal, or where NO_COLOR is set to anything. */
export function paintFor(io: CommandIo, stream: 'stdout' | 'stderr'): Paint {
  const enabled = io.isTerminal[stream] && (io.env['NO_COLOR'] ?? '') === '' && io.env['TERM'] !== 'dumb';
  const { bold, dim, red, yellow } = createColors(enabled);
  return {
    error: (text) => bold(red(text)),
    warning: (text) => bold(yellow(text)),
    strong: bold,
    faint: dim,
  };
}

/** Says on a terminal what a run does once it has taken a second; `end` wipes that line. */
export interface Progress {
  readonly step: (name: string) => void;
  readonly end: () => void;
}

const PATIENCE_SECONDS = 1;
const WIPE_LINE = '\r\u001b[2K';

/** A line on stderr that names the step; silent where stderr is no terminal, and while a run is quick. */
export function startProgress(io: CommandIo): Progress {
  const began = io.seconds();
  const state = { shown: false };
  const end = (): void => {
    if (state.shown) io.stderr(WIPE_LINE);
    state.shown = false;
  };
  const step = (name: string): void => {
    if (!io.isTerminal.stderr || io.seconds() - began < PATIENCE_SECONDS) return;
    io.stderr(`${WIPE_LINE}${name} …`);
    state.shown = true;
  };
  return { step, end };
}
