import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { requireTool } from '../tools/tool-cache';
import type { Cluster } from './cluster';
import type { FleetRepository } from './fleet-repository';
import type { RunContext } from './run-context';

const TIMEOUT_MS = 60_000;

/** What comes after Argo CD is there; here it runs already, and its chart cannot be pulled. */
const APPLY = '\n## Apply\n';

/** The kubectl commands by which a cluster's bootstrap page hands it over to its Argo CD, in their order. */
export function bootstrapCommands(page: string): readonly string[] {
  const handover = page.slice(Math.max(0, page.indexOf(APPLY)));
  const blocks = [...handover.matchAll(/^```[a-z]*\n([\s\S]*?)^```$/gm)].map((match) => match[1] ?? '');
  return blocks
    .flatMap((block) => block.replaceAll(/\\\n\s*/g, ' ').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line.startsWith('kubectl ') && line.includes(' apply '));
}

/** How a bootstrap departs from what the page says. */
export interface Mixup {
  /** The cluster whose page is followed. */
  readonly tree?: string;
  /** Goes on after a command that failed. */
  readonly goOn?: boolean;
}

/** Does in a cluster what a tree's bootstrap page says, word for word; returns what was refused, if it was to go on. */
export async function bootstrap(
  context: RunContext,
  fleet: FleetRepository,
  cluster: Cluster,
  { tree = cluster.name, goOn = false }: Mixup = {},
): Promise<readonly string[]> {
  const commands = bootstrapCommands(fleet.read(join('dist', tree, 'bootstrap', 'README.md')));
  const kubectl = dirname(requireTool(context.tools, 'kubectl'));
  const refusals: string[] = [];
  for (const command of commands) {
    // Whoever mixes clusters up has the right context for the wrong page.
    const typed = command.replaceAll(`--context ${tree}`, `--context ${cluster.name}`);
    await promisify(execFile)('sh', ['-c', typed], {
      cwd: fleet.folder,
      timeout: TIMEOUT_MS,
      env: {
        PATH: `${kubectl}:${process.env['PATH'] ?? ''}`,
        KUBECONFIG: cluster.kubeconfig,
        HOME: cluster.folder,
      },
    }).catch((error: unknown) => {
      if (!goOn) throw error;
      refusals.push(String(error));
    });
  }
  return refusals;
}
