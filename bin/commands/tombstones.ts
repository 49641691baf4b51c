import type { Command } from 'commander';
import { dropTombstones } from '../../lib/commands/drop-tombstones';
import { hasErrors, type Diagnostic } from '../../lib/core/diagnostic';
import { formatTable } from '../../lib/report/format-table';
import type { CommandIo, ExitCode } from '../io';
import { readInputsOnly, resolvePlaces } from '../run-synthesis';
import { editInputs } from './edit-inputs';
import { newCommand, withJson, withOut, type MachineOptions, type OutputOptions } from './options';
import { printDiagnostics, printJson } from './report';

interface TombstoneOptions extends OutputOptions, MachineOptions {
  readonly drop?: string;
}

/** `meridian tombstones`: lists what was removed and must still be pruned, or drops an entry. */
export function addTombstones(program: Command, io: CommandIo, done: (code: ExitCode) => void): void {
  withJson(withOut(newCommand(program, 'tombstones', 'list what was removed and must still be pruned')))
    .option('--drop <name>', 'take entries out again: NAME, or app/NAME, namespace/NAME, cluster/NAME')
    .action(async (options: TombstoneOptions) => {
      const { drop } = options;
      done(
        drop === undefined
          ? list(options, io)
          : await editInputs(options, io, (context) => dropTombstones(drop, context)),
      );
    });
}

function list(options: TombstoneOptions, io: CommandIo): ExitCode {
  const found: Diagnostic[] = [];
  const inputs = readInputsOnly(resolvePlaces(options, io).root, found);
  const { apps, namespaces, clusters } = inputs?.tombstones?.value ?? {
    apps: [],
    namespaces: [],
    clusters: [],
  };
  const failed = hasErrors(found);
  if (options.json === true) {
    printJson({ apps, namespaces, clusters }, found, io);
    return failed ? 1 : 0;
  }
  printDiagnostics(found, io);
  if (failed) return 1;
  const declared = new Set(inputs?.apps.map(({ contract }) => contract.value.application.name));
  io.stdout(
    formatTable([
      ...apps.map(({ name, clusters }) => [
        'app',
        name,
        declared.has(name) ? 'changed' : 'removed',
        clusters.join(','),
      ]),
      ...namespaces.map(({ name, state, quota }) => ['namespace', name, state, Object.keys(quota).join(',')]),
      ...clusters.map(({ name }) => ['cluster', name, 'removed', name]),
    ]),
  );
  return 0;
}
