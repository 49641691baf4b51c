import { join } from 'node:path';
import { readSourceTree } from '../../lib/config/read-source-tree';
import type { SourceTree } from '../../lib/config/source-tree';
import { synthesize, type Synthesis } from '../../lib/synthesize';

/** The root of this repository, which is the reference fleet. */
export const REPOSITORY = join(__dirname, '..', '..');

/** Synthesizes a tree without an output of an earlier run; throws where it is not clean. */
export function synthesizeClean(tree: SourceTree): Required<Synthesis> {
  const result = synthesize({ tree, resources: {}, existingUnits: [], twice: true });
  const { diagnostics, ...rest } = result;
  if (rest.output === undefined)
    throw new Error(diagnostics.map((d) => `${d.code}: ${d.message}`).join('\n'));
  return { diagnostics, ...rest } as Required<Synthesis>;
}

/** The reference fleet, synthesized from the files of this repository. */
export function synthesizeReference(): Required<Synthesis> {
  return synthesizeClean(readSourceTree(REPOSITORY));
}
