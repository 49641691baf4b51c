import type { Command } from 'commander';
import { findUnknown } from '../../lib/commands/find-unknown';
import { hasErrors, type Diagnostic } from '../../lib/core/diagnostic';
import { sortedUnique } from '../../lib/core/text';
import type { Fleet } from '../../lib/fleet/fleet';
import { answerOf, type AppAnswer } from '../../lib/prove/answer';
import { lossNames, namedLoss } from '../../lib/prove/named-loss';
import { answerData } from '../../lib/report/proof-data';
import { formatAnswer } from '../../lib/report/format-answer';
import type { Synthesis } from '../../lib/synthesize';
import { paintFor, startProgress, type CommandIo, type ExitCode } from '../io';
import { readSources, resolvePlaces, synthesizeSources } from '../run-synthesis';
import { newCommand, withJson, type CommonOptions, type MachineOptions } from './options';
import { printDiagnostics, printJson } from './report';

interface SimulateOptions extends CommonOptions, MachineOptions {
  readonly lose: readonly string[];
  readonly app?: readonly string[];
  readonly from?: readonly string[];
}

/** `meridian simulate`: who answers whom when something is lost, whether the fleet is meant to survive that or not. */
export function addSimulate(program: Command, io: CommandIo, done: (code: ExitCode) => void): void {
  withJson(newCommand(program, 'simulate', 'show who answers whom when something is lost'))
    .requiredOption(
      '--lose <what...>',
      'a region, a cluster, a zone, a provider, gateway:<cluster> or istiod:<cluster>; several are lost at once',
    )
    .option('--app <name...>', 'show these apps only')
    .option('--from <region...>', 'show callers in these regions only')
    .addHelpText('after', HELP)
    .action(async (options: SimulateOptions) => done(await simulate(options, io)));
}

const HELP = `
Of each app that notices it, who answers its callers before the loss, at first, and once what fails
is noticed and ejected; what those that are left carry at the declared peak, with growth; and how
long it takes. What is asked is what was compiled, as istiod and Envoy would take it.`;

async function simulate(options: SimulateOptions, io: CommandIo): Promise<ExitCode> {
  const progress = startProgress(io);
  const sources = await readSources(resolvePlaces(options, io), io);
  progress.step('compiling the fleet');
  const synthesis = synthesizeSources({ ...sources, existingUnits: [] }, false);
  progress.end();
  const { fleet } = synthesis;
  const found = [
    ...synthesis.diagnostics.filter(({ severity }) => severity === 'error'),
    ...(fleet === undefined ? [] : unknownNames(options, fleet)),
  ];
  const answers = answersTo(options, synthesis, found);
  const lose = sortedUnique(options.lose);
  if (options.json === true) printJson({ lose, apps: answers?.map(answerData) }, found, io);
  else {
    printDiagnostics(found, io);
    if (fleet !== undefined && answers !== undefined)
      io.stdout(formatAnswer(namedLoss(lose, fleet).loss.name, answers, fleet, paintFor(io, 'stdout')));
  }
  return hasErrors(found) ? 1 : 0;
}

function unknownNames({ lose, app, from }: SimulateOptions, fleet: Fleet): readonly Diagnostic[] {
  const regions = fleet.clusters.map(({ region }) => region);
  return [
    ...findUnknown('thing to lose', lose, lossNames(fleet)),
    ...findUnknown(
      'app',
      app ?? [],
      fleet.apps.map(({ name }) => name),
    ),
    ...findUnknown('region', from ?? [], regions),
  ];
}

/** Undefined where a name is unknown, or nothing was compiled. */
function answersTo(
  { lose, app, from }: SimulateOptions,
  { fleet, evidence }: Synthesis,
  found: readonly Diagnostic[],
): readonly AppAnswer[] | undefined {
  if (fleet === undefined || evidence === undefined) return undefined;
  if (found.some(({ code }) => code.startsWith('command/'))) return undefined;
  return answerOf(evidence, namedLoss(sortedUnique(lose), fleet), { apps: app, from });
}
