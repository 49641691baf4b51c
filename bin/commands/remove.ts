import type { Command } from 'commander';
import { removeApp } from '../../lib/commands/remove-app';
import { removeCluster } from '../../lib/commands/remove-cluster';
import { removeComponent } from '../../lib/commands/remove-component';
import { removeNamespace } from '../../lib/commands/remove-namespace';
import { removeObjects } from '../../lib/commands/remove-objects';
import type { Removal, RemovalContext } from '../../lib/commands/removal';
import type { CommandIo, ExitCode } from '../io';
import { editInputs } from './edit-inputs';
import { newCommand, withJson, withOut, type MachineOptions, type OutputOptions } from './options';

interface RemoveOptions extends OutputOptions, MachineOptions {
  readonly cluster?: readonly string[];
}

const LOST_ONLY = 'only what is left in these clusters of what is not declared there any more';

/** `meridian remove`: takes a thing out of the inputs, and writes down what must still be pruned. */
export function addRemove(program: Command, io: CommandIo, done: (code: ExitCode) => void): void {
  const remove = program
    .command('remove')
    .description('take an app, a component, a cluster or a namespace out of the fleet')
    .action(() => remove.help({ error: true }));
  const add = (
    kind: string,
    description: string,
    plan: (name: string, context: RemovalContext, options: RemoveOptions) => Removal,
  ): Command =>
    withJson(withOut(newCommand(remove, kind, description)))
      .argument('<name>')
      .action(async (name: string, options: RemoveOptions) =>
        done(await editInputs(options, io, (context) => plan(name, context, options))),
      );
  add('app', 'remove an app; its clusters prune what it had', (name, context, { cluster: clusters }) =>
    removeApp({ name, clusters }, context),
  ).option('--cluster <id...>', LOST_ONLY);
  add(
    'objects',
    'let the project of an app permit what the app no longer has, until it is pruned',
    removeObjects,
  );
  add(
    'component',
    'let clusters prune a component that they no longer have',
    (name, context, { cluster: clusters }) => removeComponent({ name, clusters }, context),
  ).option('--cluster <id...>', LOST_ONLY);
  add('cluster', 'remove a cluster; nothing in it is deleted', removeCluster);
  add(
    'namespace',
    'move an unused namespace a step towards removal; it takes two',
    (name, context, { cluster: clusters }) => removeNamespace({ name, clusters }, context),
  ).option('--cluster <id...>', LOST_ONLY);
}
