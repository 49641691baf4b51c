import type { SourceTree } from '../config/source-tree';

/** A change of one input file; paths are relative to the root. */
export interface InputEdit {
  readonly path: string;
  /** The new text; undefined where the file goes. */
  readonly text: string | undefined;
}

/** The tree as it is after edits. */
export function editTree(tree: SourceTree, edits: readonly InputEdit[]): SourceTree {
  const files = new Map(tree.files);
  for (const { path, text } of edits) {
    if (text === undefined) files.delete(path);
    else files.set(path, text);
  }
  return { ...tree, files };
}
