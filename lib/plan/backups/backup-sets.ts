import { onceFor } from '../../core/once-for';
import { sortedUnique } from '../../core/text';
import type { BackupPlace, BackupStore, ClusterBackup } from '../../fleet/backup/cluster-backup';
import type { App, Cluster, Fleet } from '../../fleet/fleet';

/** Namespaces that are backed up together, to one place. */
export interface BackupSet {
  /** Name of its schedule and of its location; its backups begin so, in every cluster that reads them. */
  readonly name: string;
  readonly namespaces: readonly string[];
  readonly store: BackupStore;
  /** Geographies that it may not leave; absent where it may be anywhere. */
  readonly residency?: readonly string[] | undefined;
}

/** A set of another cluster, and where a cluster reads it. */
export interface ReadSet {
  readonly owner: Cluster;
  readonly set: BackupSet;
  readonly place: BackupPlace;
}

/** What of a cluster is backed up: the namespaces of its apps. Empty where nothing says where to. */
export function backupSets(fleet: Fleet, cluster: Cluster): readonly BackupSet[] {
  return setsOf(fleet)(cluster);
}

/** How a cluster is backed up, where that is so. */
export function backupIn(fleet: Fleet, cluster: Cluster, by: ClusterBackup['by']): ClusterBackup | undefined {
  const backup = fleet.backupOf(cluster);
  return backup?.by === by && backupSets(fleet, cluster).length > 0 ? backup : undefined;
}

/** Sets of other clusters that a cluster may restore from. */
export function readSets(fleet: Fleet, reader: Cluster): readonly ReadSet[] {
  return fleet.clusters.flatMap((owner) =>
    reads(fleet, reader, owner) ? readableSets(fleet, reader, owner) : [],
  );
}

const setsOf = onceFor((fleet: Fleet) =>
  onceFor((cluster: Cluster): readonly BackupSet[] => {
    const backup = fleet.backupOf(cluster);
    if (backup?.store === undefined) return [];
    const homes = namespacesOf(fleet, cluster);
    const apart =
      backup.resident === undefined ? [] : homes.filter(({ residency }) => residency !== undefined);
    const together = homes.filter((home) => !apart.includes(home));
    return [
      ...setOf(cluster.id, together, backup.store),
      ...setOf(`${cluster.id}-resident`, apart, backup.resident ?? backup.store),
    ];
  }),
);

interface Home {
  readonly name: string;
  readonly residency?: readonly string[] | undefined;
}

function setOf(name: string, homes: readonly Home[], store: BackupStore): BackupSet[] {
  if (homes.length === 0) return [];
  const namespaces = homes.map((home) => home.name);
  return [{ name, namespaces, store, residency: common(homes.map(({ residency }) => residency)) }];
}

/** Those of the apps that are placed there, and those that are kept after their apps: what is in them is not in the tree. */
function namespacesOf(fleet: Fleet, cluster: Cluster): readonly Home[] {
  const placed = fleet.apps.filter((app) => app.clusters.includes(cluster));
  const kept = fleet.tombstones.namespaces.filter(
    ({ state, quota }) => state !== 'removed' && quota[cluster.id] !== undefined,
  );
  const names = [...placed.map(({ namespace }) => namespace), ...kept.map(({ name }) => name)];
  return sortedUnique(names).map((name) => {
    const apps = placed.filter(({ namespace }) => namespace === name);
    return { name, residency: apps.length === 0 ? residencyOfKept(fleet, cluster) : residencyOf(apps) };
  });
}

/** Nobody says any more where its data may be: in a fleet that asks such things it stays where it is. */
function residencyOfKept({ apps }: Fleet, { geography }: Cluster): readonly string[] | undefined {
  return apps.some((app) => app.facets.data.residency !== undefined) ? [geography] : undefined;
}

function residencyOf(apps: readonly App[]): readonly string[] | undefined {
  return common(apps.map((app) => app.facets.data.residency));
}

/** Geographies that all allow; undefined where each allows any. */
function common(lists: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  const [first, ...rest] = lists.filter((list) => list !== undefined);
  return first?.filter((geography) => rest.every((list) => list.includes(geography)));
}

/** One cloud knows the identities of one account; what is tried out does not read production. */
function reads(fleet: Fleet, reader: Cluster, owner: Cluster): boolean {
  return (
    reader.id !== owner.id &&
    reader.provider === owner.provider &&
    reader.environment === owner.environment &&
    reader.account.id === owner.account.id &&
    fleet.backupOf(reader)?.by === 'velero' &&
    fleet.backupOf(owner)?.by === 'velero'
  );
}

function readableSets(fleet: Fleet, reader: Cluster, owner: Cluster): readonly ReadSet[] {
  return backupSets(fleet, owner)
    .filter(({ residency }) => residency?.includes(reader.geography) ?? true)
    .map((set) => ({ owner, set, place: survivingPlace(set.store, owner) ?? set.store }));
}

/** The place that is still there when the region of the cluster is lost; undefined where there is none. */
export function survivingPlace(
  store: BackupStore,
  { region }: Pick<Cluster, 'region'>,
): BackupPlace | undefined {
  return store.region === region ? store.replica : store;
}
