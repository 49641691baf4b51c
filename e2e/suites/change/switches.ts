import { join } from 'node:path';
import { parse } from 'yaml';
import { refresh } from '../../harness/argocd-state';
import type { Cluster } from '../../harness/cluster';
import type { Fleet } from '../../harness/fleet';
import { refOf } from '../../harness/kube-client';
import { filesBelow } from '../../harness/tree';
import { changeMarker, liveMarker, markerObject } from '../marker';
import { clusterAt, everything, expectNothingDeleted, expectUnmoved, refOfCluster, type Stage } from './step';

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

/** A frozen unit takes no commit and heals no drift while its neighbours do; thawed, it catches up. */
export async function freeze({ fleet }: Stage): Promise<string> {
  const cluster = clusterAt(fleet, 0);
  const others = fleet.clusters.filter((item) => item !== cluster);
  const unit = setState(fleet, cluster, 'frozen');
  await fleet.awaitAll(fleet.repository.publish('Freeze one unit'));
  const by = await cluster.client.patch(refOf(markerObject(fleet, cluster).object), {
    data: { 'e2e.marker': 'by hand' },
  });
  if (!by.accepted) throw new Error(by.message);
  changeMarker(fleet, 'while frozen');
  const revision = fleet.repository.publish('A commit while one unit is frozen');
  await Promise.all([fleet.awaitAll(revision, others), refresh(cluster)]);
  await expectUnmoved('the frozen unit', () => liveMarker(fleet, cluster));
  if ((await liveMarker(fleet, cluster)) !== 'by hand') throw new Error('the frozen unit was healed');
  setState(fleet, cluster, 'active');
  await fleet.awaitAll(fleet.repository.publish('Thaw it'));
  if ((await liveMarker(fleet, cluster)) !== 'while frozen')
    throw new Error('the thawed unit did not catch up');
  return unit;
}

async function follow(fleet: Fleet, ref: string): Promise<readonly Cluster[]> {
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

/** A ref that disappears deletes nothing; once it is back everything is Synced again. */
export async function ringDisappears({ fleet }: Stage): Promise<string> {
  const { repository } = fleet;
  const ref = repository.refs[0] ?? '';
  const inside = await follow(fleet, ref);
  const revision = repository.git('rev-parse', 'HEAD');
  const before = await Promise.all(inside.map(everything));
  repository.git('push', '--quiet', repository.bare, `:${ref}`);
  const seen = await Promise.all(
    inside.map((cluster, index) => expectNothingDeleted(cluster, before[index] ?? [])),
  );
  repository.git('push', '--quiet', repository.bare, `${revision}:${ref}`);
  await fleet.awaitAll(revision, inside);
  return seen.join('; ');
}
