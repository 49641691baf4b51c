import { relative, isAbsolute, join } from 'node:path';
import { outputAmongInputs } from '../lib/commands/messages';
import { INPUT_FOLDERS } from '../lib/config/read-source-tree';
import type { Diagnostic } from '../lib/core/diagnostic';

/** Why the output may not lie where it is asked for: among the inputs, the next run would read it. Absolute paths. */
export function findOutputProblems(root: string, out: string): readonly Diagnostic[] {
  const folders = INPUT_FOLDERS.map((name) => join(root, name));
  const clash = contains(out, root) ? root : folders.find((folder) => contains(folder, out));
  return clash === undefined ? [] : [outputAmongInputs({ out, inputs: clash })];
}

/** Whether a path is a folder or lies in it. */
function contains(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}
