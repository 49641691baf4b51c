import { join } from 'node:path';
import { parse } from 'yaml';
import { refresh } from '../../harness/argocd-state';
import type { Cluster } from '../../harness/cluster';
import type { Fleet } from '../../harness/fleet';
import { refOf } from '../../harness/kube-client';
import { filesBelow } from '../../harness/tree';
import { pending } from '../../harness/waits';
import {
  changeMarker,
  liveMarker,
  liveValue,
  mark,
  MARKER_KEY,
  markerObject,
  neighbourObject,
} from '../marker';
import { clusterAt, expectUnmoved, refOfCluster, type Stage } from './step';

const NEIGHBOUR_MS = 120_000;

interface UnitFile {
  readonly unit: { readonly path: string; readonly state: string };
}

/** Sets the state of the unit that holds the marker. */
function setState(fleet: Fleet, cluster: Cluster, state: string): string {
  const folder = join('dist', cluster.name, 'units');
  const directory = markerObject(fleet, cluster).path.split('/').slice(0, 2).join('/');
  for (const name of filesBelow(join(fleet.repository.folder, folder))) {
    const { unit, ...rest } = parse(fleet.repository.read(join(folder, name))) as UnitFile;
    if (!unit.path.endsWith(`/${directory}`)) continue;
    fleet.repository.write(join(folder, name), JSON.stringify({ ...rest, unit: { ...unit, state } }));
    return name;
  }
  throw new Error(`no unit of ${cluster.name} applies ${directory}`);
}

/** A frozen unit takes no commit and heals no drift while its neighbour takes the same commit; thawed, it catches up. */
export async function freeze({ context, fleet }: Stage): Promise<string> {
  const cluster = clusterAt(fleet, 2);
  const { repository } = fleet;
  const neighbour = neighbourObject(fleet, cluster);
  const unit = setState(fleet, cluster, 'frozen');
  await fleet.awaitAll(repository.publish('Freeze one unit'), [cluster]);
  const by = await cluster.client.patch(refOf(markerObject(fleet, cluster).object), {
    data: { [MARKER_KEY]: 'by hand' },
  });
  if (!by.accepted) throw new Error(by.message);
  for (const object of [markerObject(fleet, cluster), neighbour])
    mark(fleet, cluster, object, 'while frozen');
  repository.publish('A commit while one unit is frozen');
  await refresh(cluster);
  await context.waits.until('the neighbour of a frozen unit takes a commit', NEIGHBOUR_MS, async () => {
    const value = await liveValue(cluster, neighbour);
    return value === 'while frozen' ? true : pending(value ?? 'no value');
  });
  await expectUnmoved('the frozen unit', () => liveMarker(fleet, cluster));
  if ((await liveMarker(fleet, cluster)) !== 'by hand') throw new Error('the frozen unit was healed');
  setState(fleet, cluster, 'active');
  await fleet.awaitAll(repository.publish('Thaw it'), [cluster]);
  if ((await liveMarker(fleet, cluster)) !== 'while frozen')
    throw new Error('the thawed unit did not catch up');
  return unit;
}

/** The clusters that follow a branch. */
export async function follow(fleet: Fleet, ref: string): Promise<readonly Cluster[]> {
  const refs = await Promise.all(fleet.clusters.map(refOfCluster));
  return fleet.clusters.filter((_, index) => refs[index] === ref);
}

/** A commit reaches the clusters of a ring when its ref moves, and no others; the ref goes back, and so do they. */
export async function ringsMove({ fleet }: Stage): Promise<string> {
  const { repository } = fleet;
  const [first = '', ...rest] = repository.refs;
  if (rest.length === 0) throw new Error('the fleet has one ring only');
  const inside = await follow(fleet, first);
  const outside = fleet.clusters.filter((cluster) => !inside.includes(cluster));
  const old = repository.git('rev-parse', 'HEAD');
  changeMarker(fleet, 'first ring');
  const revision = repository.publish('A commit for the first ring', [first]);
  await Promise.all([fleet.awaitAll(revision, inside), ...outside.map((cluster) => refresh(cluster))]);
  for (const cluster of outside) {
    if ((await liveMarker(fleet, cluster)) === 'first ring')
      throw new Error(`${cluster.name} moved with another ring`);
  }
  repository.git('push', '--quiet', repository.bare, ...rest.map((ref) => `${revision}:${ref}`));
  await fleet.awaitAll(revision, outside);
  repository.git('push', '--quiet', '--force', repository.bare, `${old}:${first}`);
  await fleet.awaitAll(old, inside);
  repository.git('push', '--quiet', repository.bare, `${revision}:${first}`);
  await fleet.awaitAll(revision, inside);
  return `${first} with ${String(inside.length)} clusters, ${rest.join(', ')} with ${String(outside.length)}`;
}
