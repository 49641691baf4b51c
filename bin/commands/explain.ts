import type { Command } from 'commander';
import { findUnknown } from '../../lib/commands/find-unknown';
import { hasErrors, type Diagnostic } from '../../lib/core/diagnostic';
import { explain } from '../../lib/explain/explain';
import { explainCluster } from '../../lib/explain/explain-cluster';
import type { ExplainedField } from '../../lib/explain/explained';
import { formatExplanation } from '../../lib/explain/format-explanation';
import type { Inputs } from '../../lib/config/inputs';
import { knownClusters } from '../../lib/explain/known-clusters';
import { paintFor, type CommandIo, type ExitCode } from '../io';
import { readInputsOnly, resolvePlaces } from '../run-synthesis';
import { newCommand, withJson, type CommonOptions, type MachineOptions } from './options';
import { printDiagnostics, printJson } from './report';

interface ExplainOptions extends CommonOptions, MachineOptions {
  readonly cluster?: readonly string[];
}

/** `meridian explain`: where a value of an app comes from, in every cluster, or one of the registry. */
export function addExplain(program: Command, io: CommandIo, done: (code: ExitCode) => void): void {
  withJson(newCommand(program, 'explain', 'show a value of an app or a cluster, and where it comes from'))
    .argument('<app>', 'name of the app, or of a cluster')
    .argument(
      '<path>',
      'field of its contract, such as runtime.minReplicasPerRegion, or a whole map such as runtime; of a cluster, of its file',
    )
    .option('--cluster <id...>', 'show these clusters only')
    .action((app: string, path: string, options: ExplainOptions) => done(run(app, path, options, io)));
}

function run(app: string, path: string, options: ExplainOptions, io: CommandIo): ExitCode {
  const found: Diagnostic[] = [];
  const fields = answer({ app, path }, options, io, found);
  if (options.json === true) printJson({ app, fields }, found, io);
  else {
    printDiagnostics(found, io);
    if (fields !== undefined) io.stdout(formatExplanation(app, fields, paintFor(io, 'stdout')));
  }
  return hasErrors(found) ? 1 : 0;
}

function answer(
  question: { readonly app: string; readonly path: string },
  options: ExplainOptions,
  io: CommandIo,
  found: Diagnostic[],
): readonly ExplainedField[] | undefined {
  const inputs = readInputsOnly(resolvePlaces(options, io).root, found);
  if (inputs === undefined) return undefined;
  const result = answerOf(question, options, inputs, found);
  if (result === undefined || !('code' in result)) return result;
  found.push(result);
  return undefined;
}

function answerOf(
  question: { readonly app: string; readonly path: string },
  options: ExplainOptions,
  inputs: Inputs,
  found: Diagnostic[],
): readonly ExplainedField[] | Diagnostic | undefined {
  const isApp = inputs.apps.some(({ contract }) => contract.value.application.name === question.app);
  const row = inputs.clusters.find(({ value }) => value.clusterId === question.app);
  if (row !== undefined && !isApp) return explainCluster(row, question.path);
  const clusters = knownClusters(inputs);
  const ids = clusters.map(({ id }) => id);
  found.push(...findUnknown('cluster', options.cluster ?? [], ids));
  if (hasErrors(found)) return undefined;
  const wanted = clusters.filter(({ id }) => options.cluster?.includes(id) ?? true);
  return explain(inputs, wanted, question);
}
