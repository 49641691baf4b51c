import type { Command } from 'commander';
import { hasErrors } from '../../lib/core/diagnostic';
import { counted } from '../../lib/core/text';
import { startProgress, type CommandIo, type ExitCode } from '../io';
import { readSources, resolvePlaces, synthesizeSources } from '../run-synthesis';
import { newCommand, withJson, withOut, type MachineOptions, type OutputOptions } from './options';
import { printDiagnostics, printJson } from './report';

/** `meridian validate`: all that synth checks before it writes. */
export function addValidate(program: Command, io: CommandIo, done: (code: ExitCode) => void): void {
  withJson(
    withOut(newCommand(program, 'validate', 'check everything that synth checks, and write nothing')),
  ).action(async (options: OutputOptions & MachineOptions) => done(await validate(options, io)));
}

async function validate(options: OutputOptions & MachineOptions, io: CommandIo): Promise<ExitCode> {
  const progress = startProgress(io);
  const sources = await readSources(resolvePlaces(options, io), io);
  progress.step('checking the fleet');
  const { diagnostics, fleet } = synthesizeSources(sources, true);
  progress.end();
  const valid = !hasErrors(diagnostics);
  if (options.json === true) printJson({ valid }, diagnostics, io);
  else {
    printDiagnostics(diagnostics, io);
    const sizes = `${counted(fleet?.clusters.length ?? 0, 'cluster')} and ${counted(fleet?.apps.length ?? 0, 'app')}`;
    if (valid) io.stderr(`The fleet is valid: ${sizes}.\n`);
  }
  return valid ? 0 : 1;
}
