import type { FileSystem } from '../../lib/output/file-system';

type Call = keyof FileSystem;

/** The calls that change something on the disk. */
export const CHANGING_CALLS: readonly Call[] = [
  'makeFolder',
  'makeTemporaryFolder',
  'create',
  'rename',
  'removeFile',
  'removeFolder',
];

/** The calls that only look. */
export const READING_CALLS: readonly Call[] = ['kindOf', 'list', 'read'];

/** Which calls fail, and how. */
export interface Fault {
  /** The calls that count. */
  readonly calls: readonly Call[];
  /** The number, from 1, of the call that fails; 0 for none. */
  readonly at: number;
  /** Whether all calls of any kind fail from then on, as if the process had died there. */
  readonly dies?: boolean;
  /** Whether the failing call, where it creates a file, leaves half of it. */
  readonly torn?: boolean;
}

/** A file system that counts its calls and fails one of them with ENOSPC. */
export function faultyFileSystem(
  base: FileSystem,
  fault: Fault,
): { readonly fileSystem: FileSystem; readonly counted: () => number; readonly log: readonly string[] } {
  const log: string[] = [];
  let count = 0;
  const isDead = (): boolean => fault.dies === true && fault.at > 0 && count >= fault.at;
  const guard =
    <Args extends readonly string[], Result>(
      call: Call,
      run: (...args: Args) => Result,
      tear?: (...args: Args) => void,
    ) =>
    (...args: Args): Result => {
      if (isDead()) throw failure(call, args[0] ?? '');
      if (fault.calls.includes(call) && ++count === fault.at) {
        if (fault.torn === true) tear?.(...args);
        throw failure(call, args[0] ?? '');
      }
      log.push(`${call} ${args[0] ?? ''}`);
      return run(...args);
    };
  const fileSystem: FileSystem = {
    kindOf: guard('kindOf', base.kindOf),
    list: guard('list', base.list),
    read: guard('read', base.read),
    makeFolder: guard('makeFolder', base.makeFolder),
    makeTemporaryFolder: guard('makeTemporaryFolder', base.makeTemporaryFolder),
    create: guard('create', base.create, (file, text) => base.create(file, text.slice(0, text.length / 2))),
    rename: guard('rename', base.rename),
    removeFile: guard('removeFile', base.removeFile),
    removeFolder: guard('removeFolder', base.removeFolder),
  };
  return { fileSystem, counted: () => count, log };
}

function failure(call: Call, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`ENOSPC: no space left on device, ${call} '${path}'`), {
    code: 'ENOSPC',
    syscall: call,
    path,
  });
}
