import { spawn, spawnSync } from 'node:child_process';

/** How a run is kept apart from everything else on the machine. */
export type Isolation = 'namespace' | 'ports';

/** What the inner process is told by the outer one. */
export interface InnerRun {
  readonly isolation: Isolation;
  /** The run's folder, which the outer process made and removes. */
  readonly folder: string;
}

const ISOLATION_VARIABLE = 'MERIDIAN_E2E_ISOLATION';
const FOLDER_VARIABLE = 'MERIDIAN_E2E_FOLDER';

/** Namespaces for network and processes: only loopback exists, and when the first process ends the kernel kills the rest. */
function unshareArgs(): readonly string[] {
  const asRoot = process.getuid?.() === 0;
  return [...(asRoot ? [] : ['--map-root-user']), '--net', '--pid', '--mount-proc', '--fork', '--kill-child'];
}

/** What the outer process handed down; undefined in the outer process itself. */
export function innerRun(env: NodeJS.ProcessEnv): InnerRun | undefined {
  const isolation = env[ISOLATION_VARIABLE];
  const folder = env[FOLDER_VARIABLE];
  if (folder === undefined || (isolation !== 'namespace' && isolation !== 'ports')) return undefined;
  return { isolation, folder };
}

/** Whether this machine lets us make namespaces. */
export function canIsolate(): boolean {
  return (
    spawnSync('unshare', [...unshareArgs(), 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' }).status ===
    0
  );
}

/**
 * Runs a command inside; resolves with its exit code. Its standard input is a pipe that closes with this process or
 * with a signal to it: the sign to end that works across namespaces, and after a kill -9 of this process too.
 */
export function runInside(run: InnerRun, command: readonly string[]): Promise<number> {
  const enter = ['unshare', ...unshareArgs(), 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];
  const [program = '', ...args] = run.isolation === 'namespace' ? [...enter, ...command] : command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['pipe', 'inherit', 'inherit'],
      env: { ...process.env, [ISOLATION_VARIABLE]: run.isolation, [FOLDER_VARIABLE]: run.folder },
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => child.stdin.end());
    }
  });
}

/** Calls `end` once when this process is asked to end, by a signal or by the outer process. */
export function onEndRequest(end: () => void): void {
  let asked = false;
  const once = (): void => {
    if (asked) return;
    asked = true;
    end();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, once);
  process.stdin.on('end', once);
  process.stdin.on('error', once);
  process.stdin.resume();
}
