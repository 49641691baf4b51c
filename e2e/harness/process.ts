import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pending, type Waits } from './waits';

/** Servers of Go that collect garbage half as often, while they are small, take a fifth less of the processors. */
const COLLECT_RARELY = { GOGC: '200', GOMEMLIMIT: '1GiB' };

/** The environment of a program that ends soon, and hardly needs to collect any. */
export function shortLived(): NodeJS.ProcessEnv {
  return { ...process.env, GOGC: '400', GOMEMLIMIT: '512MiB' };
}

/** What to start and how to tell that it serves. */
export interface ProcessSpec {
  /** Unique within a run; names the log file. */
  readonly name: string;
  readonly command: string;
  /** What it is, where its file has another name. */
  readonly program?: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** True once it serves; may throw while it does not. */
  readonly ready: () => Promise<boolean>;
  readonly timeoutMs: number;
}

/** A process that was started. */
export interface RunningProcess {
  readonly name: string;
  /** What it is; several of a run may be the same. */
  readonly program: string;
  readonly pid: number;
  readonly log: string;
  readonly alive: () => boolean;
  /** Sends a signal to the process and its children. */
  readonly signal: (name: NodeJS.Signals) => void;
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
}

/** The processes of one run; all of them end with it. */
export interface ProcessTable {
  /** Starts a process and waits until it is ready; throws with the end of its log where it dies or is late. */
  readonly start: (spec: ProcessSpec) => Promise<RunningProcess>;
  /** Asks politely, then kills, and waits until the process is gone. */
  readonly stop: (process: RunningProcess) => Promise<void>;
  /** Ends everything, last started first. */
  readonly stopAll: () => Promise<void>;
  /** What runs under a process id; undefined where it is none of these. */
  readonly programOf: (pid: number) => string | undefined;
  /** Kills everything at once; for a process that is itself about to end. */
  readonly killAll: () => void;
}

const GRACE_MS = 4_000;
const LOG_TAIL = 1_500;

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is gone already, which is what was asked for.
  }
}

function spawnLogged(spec: ProcessSpec, log: string): RunningProcess {
  const file = openSync(log, 'a');
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd,
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...COLLECT_RARELY, ...spec.env },
    // A group of its own: its children end with it, and Ctrl-C reaches it through us alone, in our order.
    detached: true,
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  let open = true;
  const gone = new Promise<void>((resolve) => {
    const end = (): void => {
      open = false;
      resolve();
    };
    child.on('exit', end);
    child.on('error', end);
  });
  return {
    name: spec.name,
    program: spec.program ?? basename(spec.command),
    pid: child.pid ?? 0,
    log,
    alive: () => open,
    signal: (name) => {
      signalGroup(child, name);
    },
    gone,
  };
}

function logTail(log: string): string {
  return readFileSync(log, 'utf8').slice(-LOG_TAIL).trim();
}

async function stopOne(running: RunningProcess): Promise<void> {
  running.signal('SIGTERM');
  const timer = setTimeout(() => {
    running.signal('SIGKILL');
  }, GRACE_MS);
  await running.gone;
  clearTimeout(timer);
  running.signal('SIGKILL');
}

/** Makes the table of one run's processes, with their logs in `folder`. */
export function createProcessTable(folder: string, waits: Waits): ProcessTable {
  mkdirSync(folder, { recursive: true });
  const table: RunningProcess[] = [];
  const forget = (running: RunningProcess): void => {
    const index = table.indexOf(running);
    if (index >= 0) table.splice(index, 1);
  };
  return {
    async start(spec) {
      const running = spawnLogged(spec, join(folder, `${spec.name}.log`));
      table.push(running);
      const state = await waits
        .until(`${spec.name} ready`, spec.timeoutMs, async () => {
          if (!running.alive()) return 'dead';
          return (await spec.ready()) ? 'ready' : pending('not ready');
        })
        .catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
      if (state !== 'ready') {
        throw new Error(`${spec.name} did not start (${state}); its log ends:\n${logTail(running.log)}`);
      }
      return running;
    },
    async stop(running) {
      await stopOne(running);
      forget(running);
    },
    async stopAll() {
      for (const running of [...table].reverse()) running.signal('SIGTERM');
      await Promise.all([...table].map(stopOne));
      table.length = 0;
    },
    programOf: (pid) => table.find((running) => running.pid === pid)?.program,
    killAll() {
      for (const running of table) running.signal('SIGKILL');
    },
  };
}
