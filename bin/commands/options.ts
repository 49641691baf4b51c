import type { Command } from 'commander';

/** Options that every command takes. */
export interface CommonOptions {
  readonly root?: string;
  readonly debug?: boolean;
}

/** Options of the commands that look at the output. */
export interface OutputOptions extends CommonOptions {
  readonly out?: string;
}

/** Options of the commands that a machine may read. */
export interface MachineOptions {
  readonly json?: boolean;
}

/** Adds a command with the options of every command. */
export function newCommand(program: Command, usage: string, description: string): Command {
  return program
    .command(usage)
    .description(description)
    .option('--root <dir>', 'folder of fleet.yaml; default is the working directory')
    .option('--debug', 'show where in the code a bug happened');
}

/** Lets a command take another output than dist/. */
export function withOut(command: Command): Command {
  return command.option('--out <dir>', 'folder of the output; default is dist/ in the root');
}

/** Lets a command speak to machines. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print the result as JSON on stdout');
}
