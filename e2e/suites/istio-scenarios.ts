import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runScenario } from '../../test/support/scenario-run';
import { analyze } from '../checks/analysis';
import { expectNone } from '../harness/expect';
import { mapLimited } from '../harness/map-limited';
import type { RunContext } from '../harness/run-context';
import { clusterNames, filesBelow, isManifestPath } from '../harness/tree';

/** Its cases are inputs that give no tree. */
const WITHOUT_TREES = 'malformed';
const AT_ONCE = 2;

/**
 * What istioctl says of the whole trees that the scenarios end with; what is committed of each is the part that its test
 * compares, and half a tree refers to what is not there.
 */
export async function scenariosAreClean(context: RunContext): Promise<string> {
  const scenarios = join(context.repository, 'test', 'scenarios');
  const names = readdirSync(scenarios).filter((each) => each !== WITHOUT_TREES);
  const found = await mapLimited(names, AT_ONCE, async (name) => {
    const { output } = await runScenario(join(scenarios, name));
    const folder = join(context.folder, 'scenarios', name);
    for (const [path, text] of output) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return clusterNames(folder).map((id) => [`${name}/${id}`, join(folder, id)] as const);
  });
  const trees = found.flat();
  const messages = await mapLimited(trees, AT_ONCE, async ([tree, folder]) => {
    const files = filesBelow(folder).filter(isManifestPath);
    const found = await analyze(
      context,
      files.map((file) => join(folder, file)),
    );
    return found.map((text) => `${tree}: ${text}`);
  });
  expectNone(messages.flat());
  return `${String(trees.length)} trees`;
}
