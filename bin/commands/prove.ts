import type { Command } from 'commander';
import { hasErrors } from '../../lib/core/diagnostic';
import { formatProof } from '../../lib/report/format-proof';
import { proofData } from '../../lib/report/proof-data';
import { paintFor, startProgress, type CommandIo, type ExitCode } from '../io';
import { readSources, resolvePlaces, synthesizeSources } from '../run-synthesis';
import { newCommand, withJson, type CommonOptions, type MachineOptions } from './options';
import { printDiagnostics, printJson } from './report';

/** `meridian prove`: what becomes of every app in every loss that the fleet is meant to survive. */
export function addProve(program: Command, io: CommandIo, done: (code: ExitCode) => void): void {
  withJson(
    newCommand(
      program,
      'prove',
      'show for every loss and every app where its requests go, and whether that fits',
    ),
  )
    .addHelpText('after', HELP)
    .action(async (options: CommonOptions & MachineOptions) => done(await prove(options, io)));
}

const HELP = `
A block is a loss that "survive" in fleet.yaml names, or a region; a line is an application that notices it:
  requests   from where to where they move, or that they stay, or wait
  rps        what that adds there at the declared peak, with growth
  replicas   those that it takes, of those that are allowed, and how full they are then
  back in    time until it is served again, of the RTO
  holds, breaks, unproven (no load is declared), away (it waits for what was lost, and promises nothing else)
Exit code 1 where a promise breaks.`;

async function prove(options: CommonOptions & MachineOptions, io: CommandIo): Promise<ExitCode> {
  const progress = startProgress(io);
  const sources = await readSources(resolvePlaces(options, io), io);
  progress.step('proving the fleet');
  const { fleet, proof, diagnostics } = synthesizeSources({ ...sources, existingUnits: [] }, false);
  progress.end();
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (options.json === true) printJson(proof === undefined ? {} : proofData(proof), errors, io);
  else {
    printDiagnostics(errors, io);
    if (fleet !== undefined && proof !== undefined)
      io.stdout(formatProof(proof, fleet, paintFor(io, 'stdout')));
  }
  return hasErrors(errors) ? 1 : 0;
}
