import type { Command } from 'commander';
import { join } from 'node:path';
import { findUnknown } from '../../lib/commands/find-unknown';
import { hasErrors, type Diagnostic } from '../../lib/core/diagnostic';
import { sortedUnique } from '../../lib/core/text';
import type { Fleet } from '../../lib/fleet/fleet';
import { bootstrapCommands } from '../../lib/gitops/bootstrap-commands';
import { changedPaths, type TreeDiff } from '../../lib/output/diff-tree';
import { pathsOfApp, type Scope } from '../../lib/output/scope';
import { writeTree, type WriteResult } from '../../lib/output/write-tree';
import {
  formatBootstraps,
  formatSummary,
  type ChangedBootstrap,
  type RunSummary,
} from '../../lib/report/summary';
import type { Synthesis } from '../../lib/synthesize';
import { startProgress, type CommandIo, type ExitCode } from '../io';
import { readSources, resolvePlaces, shownPath, synthesizeSources, type Places } from '../run-synthesis';
import { newCommand, withJson, withOut, type MachineOptions, type OutputOptions } from './options';
import { printDiagnostics, printJson } from './report';

interface SynthOptions extends OutputOptions, MachineOptions {
  readonly check?: boolean;
  readonly cluster?: readonly string[];
  readonly app?: readonly string[];
  readonly allowMassDelete?: boolean;
  readonly verbose?: boolean;
}

/** `meridian synth`: compiles the inputs and brings the output up to date, or with --check says whether it is. */
export function addSynth(program: Command, io: CommandIo, done: (code: ExitCode) => void): void {
  withJson(withOut(newCommand(program, 'synth', 'compile the inputs, and bring the output up to date')))
    .option('--check', 'write nothing; exit with 2 where the output is not what synth would write')
    .option('--cluster <id...>', 'compare and write these clusters only; all is still checked')
    .option('--app <name...>', 'compare and write the files of these apps only; all is still checked')
    .option('--allow-mass-delete', 'let a run delete more than a third of a cluster’s files')
    .option('--verbose', 'name every file that is written or removed')
    .action(async (options: SynthOptions) => done(await synth(options, io)));
}

interface Run {
  readonly options: SynthOptions;
  readonly places: Places;
  readonly synthesis: Synthesis;
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where the inputs or the scope are not valid, so that nothing was compared. */
  readonly result?: WriteResult;
}

async function synth(options: SynthOptions, io: CommandIo): Promise<ExitCode> {
  const progress = startProgress(io);
  const places = resolvePlaces(options, io);
  const sources = await readSources(places, io);
  progress.step('compiling the fleet');
  const synthesis = synthesizeSources(sources, options.check ?? false);
  const scope = scopeOf(options, synthesis.fleet);
  progress.step(`comparing ${shownPath(places.out, io)}`);
  const result = hasErrors(scope.findings) ? undefined : write(options, places, synthesis, scope.scope);
  progress.end();
  const diagnostics = [...synthesis.diagnostics, ...scope.findings, ...(result?.findings ?? [])];
  return report({ options, places, synthesis, diagnostics, ...(result === undefined ? {} : { result }) }, io);
}

function write(
  options: SynthOptions,
  places: Places,
  { output }: Synthesis,
  scope: Scope,
): WriteResult | undefined {
  if (output === undefined) return undefined;
  return writeTree({
    root: places.out,
    tree: output,
    mode: options.check === true ? 'check' : 'write',
    scope,
    allowMassDelete: options.allowMassDelete ?? false,
  });
}

interface NarrowedScope {
  readonly scope: Scope;
  readonly findings: readonly Diagnostic[];
}

/** What --cluster and --app leave; a name that was removed is still known, as its files may have to go. */
function scopeOf({ cluster: clusters, app: apps }: SynthOptions, fleet: Fleet | undefined): NarrowedScope {
  const scope = {
    ...(clusters === undefined ? {} : { clusters }),
    ...(apps === undefined ? {} : { within: apps.flatMap(pathsOfApp) }),
  };
  if (fleet === undefined) return { scope, findings: [] };
  const knownClusters = [
    ...fleet.clusters.map(({ id }) => id),
    ...fleet.tombstones.clusters.map(({ name }) => name),
  ];
  const knownApps = [...fleet.apps, ...fleet.tombstones.apps].map(({ name }) => name);
  return {
    scope,
    findings: [
      ...findUnknown('cluster', clusters ?? [], knownClusters),
      ...findUnknown('app', apps ?? [], knownApps),
    ],
  };
}

function report(run: Run, io: CommandIo): ExitCode {
  const { options, diagnostics, result } = run;
  const failed = hasErrors(diagnostics) || result === undefined;
  const changed = result === undefined ? [] : changedPaths(result.diff);
  const drifted = options.check === true && changed.length > 0;
  if (options.json === true) printMachine(run, changed, io);
  else {
    printDiagnostics(diagnostics, io);
    if (!failed) printResult(run, result, changed, io);
  }
  if (failed) return 1;
  return drifted ? 2 : 0;
}

function printMachine(run: Run, changed: readonly string[], io: CommandIo): void {
  const { diff } = run.result ?? {};
  const summary = diff === undefined ? undefined : summarise(run, diff, io);
  const files = { written: diff?.write.map(({ path }) => path) ?? [], removed: diff?.remove ?? [], changed };
  const bootstraps = diff === undefined ? [] : changedBootstraps(run, diff, io);
  printJson({ summary, files, bootstraps, check: run.options.check ?? false }, run.diagnostics, io);
}

function printResult(run: Run, { diff }: WriteResult, changed: readonly string[], io: CommandIo): void {
  const check = run.options.check === true;
  if (run.diagnostics.length > 0) io.stderr('\n');
  if (check || run.options.verbose === true) {
    const removed = new Set(diff.remove);
    for (const path of changed) io.stdout(`${removed.has(path) ? 'remove' : 'write'} ${path}\n`);
  }
  io.stderr(formatSummary(summarise(run, diff, io), check ? 'would write' : 'wrote'));
  if (check && changed.length > 0) {
    io.stderr(
      `${shownPath(run.places.out, io)} is not what synth writes: run \`meridian synth\` and commit the result.\n`,
    );
  }
  if (!check) io.stderr(formatBootstraps(changedBootstraps(run, diff, io)));
}

function summarise({ synthesis, diagnostics }: Run, diff: TreeDiff, io: CommandIo): RunSummary {
  const { compiled, fleet } = synthesis;
  const holders = [...(compiled?.units ?? []), ...(compiled?.folders ?? [])];
  return {
    clusters: fleet?.clusters.length ?? 0,
    units: compiled?.units.length ?? 0,
    objects: holders.reduce((sum, { objects }) => sum + objects.length, 0),
    written: diff.write.length,
    removed: diff.remove.length,
    unchanged: diff.unchanged,
    warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
    seconds: io.seconds(),
  };
}

/** Only manifests count: the page beside them is not applied. */
function changedBootstraps({ places }: Run, diff: TreeDiff, io: CommandIo): readonly ChangedBootstrap[] {
  const written = diff.write.filter(({ path }) => /^[^/]+\/bootstrap\/.*\.yaml$/.test(path));
  const clusters = sortedUnique(written.map(({ path }) => path.slice(0, path.indexOf('/'))));
  return clusters.map((cluster) => {
    const directory = shownPath(join(places.out, cluster, 'bootstrap'), io);
    return {
      cluster,
      directory,
      commands: bootstrapCommands(cluster, directory),
      isNew: diff.lists.some(({ path, before }) => path === `${cluster}/.owned` && before === undefined),
    };
  });
}
