import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { refresh } from '../../harness/argocd-state';
import type { Cluster } from '../../harness/cluster';
import { expectNone } from '../../harness/expect';
import type { Fleet } from '../../harness/fleet';
import { without } from '../../harness/inventory';
import { refOf, refText, type ObjectRef } from '../../harness/kube-client';
import { mapLimited } from '../../harness/map-limited';
import { pending } from '../../harness/waits';
import { treeNow } from '../marker';
import { everything, type Stage } from './step';

const PRUNE_MS = 120_000;
const POLL_MS = 1_000;
const AT_ONCE = 8;

/** An application that no other one names, so that nothing refers to it once it is gone. */
function removableApp(fleet: Fleet): string {
  const folder = join(fleet.repository.folder, 'apps');
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'app.yaml')));
  const free = names.filter((name) =>
    names.every(
      (other) => other === name || !readFileSync(join(folder, other, 'app.yaml'), 'utf8').includes(name),
    ),
  );
  const [first] = free.sort();
  if (first === undefined) throw new Error('every application is named by another one');
  return first;
}

function objectsOf(fleet: Fleet, cluster: Cluster, folder: string): readonly ObjectRef[] {
  return treeNow(fleet, cluster)
    .filter((item) => item.path.startsWith(folder))
    .map((item) => refOf(item.object));
}

/** Those that still live, as text. */
async function living({ client }: Cluster, refs: readonly ObjectRef[]): Promise<readonly string[]> {
  const found = await mapLimited(refs, AT_ONCE, async (ref) =>
    (await client.get(ref)) ? [refText(ref)] : [],
  );
  return found.flat();
}

/** What left the tree of a cluster. */
function leftBehind(fleet: Fleet, cluster: Cluster, before: readonly ObjectRef[]): readonly ObjectRef[] {
  const now = new Set(objectsOf(fleet, cluster, '').map(refText));
  return before.filter((ref) => !now.has(refText(ref)));
}

/** Beyond an application's own objects only ways of its namespace may go that nobody else there uses. */
function strayRemovals(removed: readonly ObjectRef[], own: readonly ObjectRef[]): readonly string[] {
  const names = new Set(own.map(refText));
  const namespaces = new Set(own.map(({ namespace }) => namespace));
  return removed
    .filter((ref) => !names.has(refText(ref)))
    .filter(({ kind, namespace }) => kind !== 'NetworkPolicy' || !namespaces.has(namespace))
    .map(refText);
}

/** Removes an application by the command line, and puts it back. */
export async function removal({ context, fleet }: Stage): Promise<string> {
  const { repository } = fleet;
  const app = removableApp(fleet);
  const own = fleet.clusters.map((cluster) => objectsOf(fleet, cluster, `apps/${app}/`));
  const whole = fleet.clusters.map((cluster) => objectsOf(fleet, cluster, ''));
  const before = await Promise.all(fleet.clusters.map(everything));
  repository.meridian('remove', 'app', app);
  repository.meridian('synth');
  const doomed = fleet.clusters.map((cluster, index) => leftBehind(fleet, cluster, whole[index] ?? []));
  expectNone(
    doomed.flatMap((refs, index) => strayRemovals(refs, own[index] ?? [])),
    `left the tree beyond ${app}:`,
  );
  const revision = repository.publish(`Remove ${app}`);
  await Promise.all(fleet.clusters.map((cluster) => refresh(cluster)));
  await context.waits.until(
    `${app} pruned`,
    PRUNE_MS,
    async () => {
      const left = (
        await Promise.all(fleet.clusters.map((cluster, index) => living(cluster, doomed[index] ?? [])))
      ).flat();
      return left.length === 0 ? true : pending(`${String(left.length)} objects left, ${left[0] ?? ''}`);
    },
    POLL_MS,
  );
  await fleet.awaitAll(revision);
  const after = await Promise.all(fleet.clusters.map(everything));
  const tooMuch = before.flatMap((names, index) =>
    without(without(names, after[index] ?? []), (doomed[index] ?? []).map(refText)),
  );
  expectNone(tooMuch, `deleted beyond ${app}:`);
  await fleet.settle();
  const back = await Promise.all(fleet.clusters.map(everything));
  const missing = before.flatMap((names, index) => without(names, back[index] ?? []));
  expectNone(missing, 'not back:');
  return `${app}: ${String(doomed.flat().length)} objects of ${String(doomed.filter((refs) => refs.length > 0).length)} clusters, nothing else; and back`;
}
