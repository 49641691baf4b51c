import type { LossKind } from '../config/objectives-schema';
import { sortedUnique } from '../core/text';
import type { Cluster, Fleet } from '../fleet/fleet';

/** One thing that is lost: whole clusters, and a zone of others. */
export interface Loss {
  readonly kind: LossKind;
  /** How people call it: "us-east-1", "a zone of us-east-1". */
  readonly name: string;
  /** Ids of the clusters that are gone. */
  readonly clusters: ReadonlySet<string>;
  /** Whether a cluster that is left lost one of its zones. */
  readonly takesZoneOf: (cluster: Cluster) => boolean;
}

/** Every loss of the fleet's objective; a zone stands for each of its region's, because replicas spread evenly. */
export function lossesOf({ clusters, objective }: Pick<Fleet, 'clusters' | 'objective'>): readonly Loss[] {
  return objective.survive.flatMap((kind) => LOSSES[kind](clusters));
}

const LOSSES: Readonly<Record<LossKind, (clusters: readonly Cluster[]) => readonly Loss[]>> = {
  zone: (clusters) => regionsOf(clusters).map((region) => zoneLoss(clusters, region)),
  cluster: (clusters) =>
    clusters.map(({ id }) => clustersLoss('cluster', id, clusters, (cluster) => cluster.id === id)),
  region: (clusters) =>
    regionsOf(clusters).map((region) =>
      clustersLoss('region', region, clusters, (cluster) => cluster.region === region),
    ),
  'zone-and-region': (clusters) =>
    regionsOf(clusters).map((region) => ({
      ...clustersLoss('zone-and-region', `${region} and a zone`, clusters, (c) => c.region === region),
      takesZoneOf: () => true,
    })),
  'region-pair': (clusters) =>
    pairsOf(regionsOf(clusters)).map(([a, b]) =>
      clustersLoss('region-pair', `${a} and ${b}`, clusters, ({ region }) => region === a || region === b),
    ),
  provider: (clusters) =>
    sortedUnique(clusters.map(({ provider }) => provider)).map((provider) =>
      clustersLoss('provider', provider, clusters, (cluster) => cluster.provider === provider),
    ),
};

function regionsOf(clusters: readonly Cluster[]): readonly string[] {
  return sortedUnique(clusters.map(({ region }) => region));
}

function pairsOf(names: readonly string[]): readonly (readonly [string, string])[] {
  return names.flatMap((a, index) => names.slice(index + 1).map((b): [string, string] => [a, b]));
}

function clustersLoss(
  kind: LossKind,
  name: string,
  clusters: readonly Cluster[],
  isLost: (cluster: Cluster) => boolean,
): Loss {
  const lost = clusters.filter(isLost).map(({ id }) => id);
  return { kind, name, clusters: new Set(lost), takesZoneOf: () => false };
}

/** A cluster in a single zone is gone with it. */
function zoneLoss(clusters: readonly Cluster[], region: string): Loss {
  const gone = clusters.filter((cluster) => cluster.region === region && cluster.zones.length === 1);
  return {
    kind: 'zone',
    name: `a zone of ${region}`,
    clusters: new Set(gone.map(({ id }) => id)),
    takesZoneOf: (cluster) => cluster.region === region && cluster.zones.length > 1,
  };
}
