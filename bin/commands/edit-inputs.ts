import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { State } from '../../lib/commands/gone';
import { editTree, type InputEdit } from '../../lib/commands/input-edit';
import type { WrittenUnit } from '../../lib/commands/lost';
import type { Removal, RemovalContext } from '../../lib/commands/removal';
import { hasErrors, type Diagnostic } from '../../lib/core/diagnostic';
import type { ExistingUnit } from '../../lib/output/existing-tree';
import type { Synthesis } from '../../lib/synthesize';
import type { CommandIo, ExitCode } from '../io';
import { readSources, resolvePlaces, synthesizeSources, unknownUnits, type Sources } from '../run-synthesis';
import { writeInputs } from '../write-inputs';
import type { MachineOptions, OutputOptions } from './options';
import { printDiagnostics, printJson } from './report';

/** Changes the inputs as `plan` says, after the changed inputs were found valid; says what was done and what comes next. */
export async function editInputs(
  options: OutputOptions & MachineOptions,
  io: CommandIo,
  plan: (context: RemovalContext) => Removal,
): Promise<ExitCode> {
  const sources = await readSources(resolvePlaces(options, io), io);
  const { edits, findings, next } = decide(sources, plan);
  const problems = hasErrors(findings) ? findings : [...findings, ...writeInputs(sources.root, edits)];
  const failed = hasErrors(problems);
  if (options.json === true)
    printJson({ edits: failed ? [] : edits.map(describe), next: failed ? [] : next }, problems, io);
  else {
    printDiagnostics(problems, io);
    if (!failed) {
      io.stderr(edits.map((edit) => `${describe(edit).change} ${edit.path}\n`).join(''));
      io.stderr(`\nNext:\n${next.map((step) => `* ${step}\n`).join('')}`);
    }
  }
  return failed ? 1 : 0;
}

function describe({ path, text }: InputEdit): {
  readonly change: 'changed' | 'removed';
  readonly path: string;
} {
  return { change: text === undefined ? 'removed' : 'changed', path };
}

function decide(sources: Sources, plan: (context: RemovalContext) => Removal): Removal {
  const before = synthesizeSources(sources, false);
  const broken = before.diagnostics.filter(
    ({ severity, code }) => severity === 'error' && !code.startsWith(VANISHED),
  );
  const state = stateOf(before);
  if (broken.length > 0 || state === undefined) return { edits: [], findings: broken, next: [] };
  const lost = unknownUnits(before, sources.existingUnits).map((unit) => readUnit(sources.out, unit));
  const removal = plan({
    tree: sources.tree,
    before: state,
    lost,
    written: (app) => unitsOf(sources, app).map((unit) => readUnit(sources.out, unit)),
    preview: (edits) => preview(sources, edits),
  });
  if (hasErrors(removal.findings)) return removal;
  const after = synthesizeSources(edited(sources, removal.edits), false);
  const known = new Set(before.diagnostics.map(fingerprint));
  // What was wrong before is not to be blamed on this command: only the units that it would lose.
  const worse = after.diagnostics.filter(
    (found) => found.severity === 'error' && !known.has(fingerprint(found)),
  );
  return worse.length > 0 ? { edits: [], findings: worse, next: [] } : removal;
}

/** Units and permissions that went without a tombstone: the very thing that the command may be there to mend. */
const VANISHED = 'output/vanished-';

function preview(sources: Sources, edits: readonly InputEdit[]): State | readonly Diagnostic[] {
  const result = synthesizeSources({ ...edited(sources, edits), existingUnits: [] }, false);
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error');
  return errors.length > 0 ? errors : (stateOf(result) ?? []);
}

function edited(sources: Sources, edits: readonly InputEdit[]): Sources {
  return { ...sources, tree: editTree(sources.tree, edits) };
}

function stateOf({ plan, compiled }: Synthesis): State | undefined {
  return plan === undefined || compiled === undefined ? undefined : { plan, units: compiled.units };
}

function fingerprint({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}

function unitsOf({ existingUnits }: Sources, app: string): readonly ExistingUnit[] {
  return existingUnits.filter(({ lane, name }) => lane === 'apps' && name === app);
}

function readUnit(out: string, unit: ExistingUnit): WrittenUnit {
  const read = (path: string): string => readFileSync(join(out, path), 'utf8');
  return { unit, unitFile: read(unit.path), manifests: unit.objects.map(({ path }) => read(path)) };
}
