import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { requireTool } from '../tools/tool-cache';
import type { Cluster } from './cluster';
import type { FleetRepository } from './fleet-repository';
import type { RunContext } from './run-context';

const TIMEOUT_MS = 60_000;

/** The kubectl commands that a cluster's bootstrap page tells a person to run, in their order. */
export function bootstrapCommands(page: string): readonly string[] {
  const blocks = [...page.matchAll(/^```[a-z]*\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
  return blocks
    .flatMap((block) => block.replaceAll(/\\\n\s*/g, ' ').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line.startsWith('kubectl ') && line.includes(' apply '));
}

/** Does in a cluster what a tree's bootstrap page says, word for word; `tree` names another cluster's to play a mix-up. */
export async function bootstrap(
  context: RunContext,
  fleet: FleetRepository,
  cluster: Cluster,
  tree = cluster.name,
): Promise<readonly string[]> {
  const commands = bootstrapCommands(fleet.read(join('dist', tree, 'bootstrap', 'README.md')));
  const kubectl = dirname(requireTool(context.tools, 'kubectl'));
  for (const command of commands) {
    await promisify(execFile)('sh', ['-c', command], {
      cwd: fleet.folder,
      timeout: TIMEOUT_MS,
      env: {
        PATH: `${kubectl}:${process.env['PATH'] ?? ''}`,
        KUBECONFIG: cluster.kubeconfig,
        HOME: cluster.folder,
      },
    });
  }
  return commands;
}
