import { join, relative, resolve } from 'node:path';
import type { Inputs } from '../lib/config/inputs';
import { readInputs } from '../lib/config/read-inputs';
import { readSourceTree } from '../lib/config/read-source-tree';
import type { SourceTree } from '../lib/config/source-tree';
import { rootUnreadable } from '../lib/commands/messages';
import { hasErrors, type Diagnostic } from '../lib/core/diagnostic';
import type { ExistingUnit } from '../lib/output/existing-tree';
import { readExistingUnits } from '../lib/output/write-tree';
import { synthesize, type Synthesis } from '../lib/synthesize';
import type { CommandIo } from './io';
import { findOutputProblems } from './output-place';
import { loadResources, type LoadedResources } from './resources/load-resources';

/** Where a command reads and writes. Absolute paths. */
export interface Places {
  readonly root: string;
  readonly out: string;
}

/** All that lies in the root and in its output, before anything is made of it. */
export interface Sources extends Places {
  readonly tree: SourceTree;
  readonly loaded: LoadedResources;
  readonly existingUnits: readonly ExistingUnit[];
  readonly today: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** The folders that --root and --out name; without them the working directory, and dist/ in the root. */
export function resolvePlaces(
  options: { readonly root?: string; readonly out?: string },
  io: CommandIo,
): Places {
  const root = resolve(io.cwd, options.root ?? '.');
  return { root, out: options.out === undefined ? join(root, 'dist') : resolve(io.cwd, options.out) };
}

/** A path as the person at the terminal would write it. */
export function shownPath(path: string, io: CommandIo): string {
  return relative(io.cwd, path) || '.';
}

/** Why the root itself cannot be read; nothing where it can. */
export function findRootProblems(root: string, tree: SourceTree): readonly Diagnostic[] {
  const problems = tree.unreadable.filter(({ path }) => path === '.');
  return problems.map(({ problem }) => rootUnreadable({ root, problem }));
}

/** Reads everything that a synthesis depends on. */
export async function readSources(places: Places, io: CommandIo): Promise<Sources> {
  const tree = readSourceTree(places.root);
  const { today } = io;
  const loaded = await loadResources(tree, io);
  const problems = [...findRootProblems(places.root, tree), ...findOutputProblems(places.root, places.out)];
  if (problems.length > 0)
    return { ...places, tree, loaded, existingUnits: [], today, diagnostics: problems };
  const { units, findings } = readExistingUnits(places.out);
  return { ...places, tree, loaded, existingUnits: units, today, diagnostics: findings };
}

const STAGES_WITHOUT_RESOURCES = /^(config|fleet|plan)\//;

/** Reads and checks the inputs alone, for commands that need no more; findings go to `found`. */
export function readInputsOnly(root: string, found: Diagnostic[]): Inputs | undefined {
  const tree = readSourceTree(root);
  const problems = findRootProblems(root, tree);
  found.push(...problems);
  return problems.length > 0 ? undefined : readInputs(tree, (diagnostic) => found.push(diagnostic));
}

/** Runs the pipeline over what was read; nothing is written. */
export function synthesizeSources(sources: Sources, twice: boolean): Synthesis {
  const { tree, loaded, today } = sources;
  if (findRootProblems(sources.root, tree).length > 0) return { diagnostics: sources.diagnostics };
  const { resources } = loaded;
  const synthesis = synthesize({ tree, resources, existingUnits: sources.existingUnits, twice, today });
  return withOwnFindings(synthesis, sources);
}

/** Without a function of an app, whatever is said of its objects would be wrong. */
function withOwnFindings(synthesis: Synthesis, { loaded, diagnostics }: Sources): Synthesis {
  const own = [...loaded.diagnostics, ...diagnostics];
  const { output, ...rest } = synthesis;
  const found = hasErrors(loaded.diagnostics)
    ? synthesis.diagnostics.filter(({ code }) => STAGES_WITHOUT_RESOURCES.test(code))
    : synthesis.diagnostics;
  const all = [...found, ...own];
  return { ...rest, diagnostics: all, ...(output === undefined || hasErrors(own) ? {} : { output }) };
}

/** Units that lie in the output and are in none of the compiled ones. */
export function unknownUnits(
  { compiled }: Synthesis,
  existing: readonly ExistingUnit[],
): readonly ExistingUnit[] {
  if (compiled === undefined) return [];
  const known = new Set(compiled.units.map(({ cluster, lane, name }) => `${cluster} ${lane} ${name}`));
  return existing.filter(({ cluster, lane, name }) => !known.has(`${cluster} ${lane} ${name}`));
}
