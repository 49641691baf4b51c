import {
  lstatSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  readdirSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { InputEdit } from '../lib/commands/input-edit';
import { inputBlocked } from '../lib/commands/messages';
import type { Diagnostic } from '../lib/core/diagnostic';

/** Makes edits of input files, in their order; each file is wholly old or new. With findings, nothing was changed. */
export function writeInputs(root: string, edits: readonly InputEdit[]): readonly Diagnostic[] {
  const blocked = edits.flatMap(({ path }) => findBlocked(root, path));
  if (blocked.length > 0) return blocked;
  for (const edit of edits) {
    try {
      apply(root, edit);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined) throw error;
      return [inputBlocked({ path: edit.path, problem: `the system says ${code}` })];
    }
  }
  return [];
}

function findBlocked(root: string, path: string): readonly Diagnostic[] {
  const steps = path.split('/');
  for (let depth = 1; depth <= steps.length; depth++) {
    const stats = lstatSync(join(root, ...steps.slice(0, depth)), { throwIfNoEntry: false });
    const problem = stats && problemWith(stats, depth === steps.length);
    if (problem !== undefined)
      return [inputBlocked({ path, problem: `'${steps.slice(0, depth).join('/')}' is ${problem}` })];
  }
  return [];
}

function problemWith(stats: Stats, isLast: boolean): string | undefined {
  if (stats.isSymbolicLink()) return 'a symbolic link';
  if (isLast) return stats.isFile() ? undefined : 'no plain file';
  return stats.isDirectory() ? undefined : 'no folder';
}

function apply(root: string, { path, text }: InputEdit): void {
  const file = join(root, path);
  if (text === undefined) {
    unlinkSync(file);
    if (readdirSync(dirname(file)).length === 0) rmdirSync(dirname(file));
    return;
  }
  // Inputs are read from files that do not begin with a dot, so that one left behind is never read.
  const partial = join(dirname(file), `.${process.pid}.new`);
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(partial, text);
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
