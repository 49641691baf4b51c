import { Command, CommanderError } from 'commander';
import { harmless } from '../lib/report/harmless';
import { addExplain } from './commands/explain';
import { addList } from './commands/list';
import { addProve } from './commands/prove';
import { addRemove } from './commands/remove';
import { addSimulate } from './commands/simulate';
import { addSynth } from './commands/synth';
import { addTombstones } from './commands/tombstones';
import { addValidate } from './commands/validate';
import type { CommandIo, ExitCode } from './io';

/** Adds one command to the program; `done` takes the exit code of what it did. */
export type AddCommand = (program: Command, io: CommandIo, done: (code: ExitCode) => void) => void;

const COMMANDS: readonly AddCommand[] = [
  addSynth,
  addValidate,
  addExplain,
  addList,
  addProve,
  addSimulate,
  addRemove,
  addTombstones,
];

/** Runs one command line, without the name of the program, and gives its exit code. Never throws. */
export async function main(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = createProgram(io);
  for (const add of COMMANDS) add(program, io, (result) => void (code = result));
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    reportBug(error, argv.includes('--debug'), io);
    return 70;
  }
}

function createProgram(io: CommandIo): Command {
  return new Command('meridian')
    .description(
      'Compiles a fleet of Kubernetes clusters into the plain YAML that the Argo CD inside each cluster pulls.',
    )
    .version(io.version)
    .exitOverride()
    .showHelpAfterError('Run `meridian help` to see the commands, `meridian help COMMAND` for one of them.')
    .configureOutput({
      writeOut: io.stdout,
      writeErr: io.stderr,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

function reportBug(error: unknown, debug: boolean, io: CommandIo): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  io.stderr(
    `error: this is a bug in meridian ${io.version} (node ${process.versions.node}): ${harmless(message)}\n`,
  );
  io.stderr('Nothing is wrong with your input. Please report it, with this line and the command.\n');
  io.stderr(
    debug ? `\n${stack ?? message}\n` : 'Run the command again with --debug to see where it happened.\n',
  );
}
