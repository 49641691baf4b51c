import type { LossKind } from '../config/objectives-schema';
import { sortedUnique } from '../core/text';
import type { Cluster, Fleet } from '../fleet/fleet';
import { lossesOf, type Loss } from '../plan/losses';
import type { Loss as Struck } from '../simulate/traffic/loss';

/** A loss that is proven, and what it is to the simulator. */
export interface ProofLoss {
  readonly loss: Loss;
  /** What people call it: "region eu-west-1". */
  readonly name: string;
  /** What else is the same loss: "cluster eu". */
  readonly also: readonly string[];
  /** Whether the fleet is meant to survive it. */
  readonly declared: boolean;
  readonly struck: readonly Struck[];
}

/** How a loss is called, whatever its kind. */
const TITLES: Readonly<Record<LossKind, (name: string) => string>> = {
  zone: (name) => name,
  cluster: (name) => `cluster ${name}`,
  region: (name) => `region ${name}`,
  'zone-and-region': (name) => `region ${name}`,
  'region-pair': (name) => `regions ${name}`,
  provider: (name) => `provider ${name}`,
};

/** The larger comes first where two losses are the same. */
const SIZES: readonly LossKind[] = [
  'provider',
  'region-pair',
  'zone-and-region',
  'region',
  'cluster',
  'zone',
];

/**
 * Every loss of the fleet's objective, and every region whether it is in it or not. Losses that take the same are one: a
 * region with a single cluster, and that cluster. Whole regions first, zones last.
 */
export function proofLosses(fleet: Pick<Fleet, 'clusters' | 'objective'>): readonly ProofLoss[] {
  const { clusters, objective } = fleet;
  const regions = lossesOf({ clusters, objective: { ...objective, survive: ['region'] } });
  const alike = new Map<string, { readonly losses: Loss[]; readonly declared: boolean }>();
  const add = (loss: Loss, declared: boolean): void => {
    const key = keyOf(loss, clusters);
    const known = alike.get(key);
    if (known === undefined) alike.set(key, { losses: [loss], declared });
    else if (!known.losses.some(({ kind }) => kind === loss.kind)) known.losses.push(loss);
  };
  for (const loss of lossesOf(fleet)) add(loss, true);
  for (const loss of regions) add(loss, false);
  return [...alike.values()]
    .flatMap(({ losses, declared }) => {
      const [first, ...others] = [...losses].sort(bySize);
      return first === undefined ? [] : [proofLoss(first, others, declared, clusters)];
    })
    .sort((a, b) => bySize(a.loss, b.loss));
}

function bySize(a: Loss, b: Loss): number {
  return SIZES.indexOf(a.kind) - SIZES.indexOf(b.kind);
}

function keyOf(loss: Loss, clusters: readonly Cluster[]): string {
  const zones = clusters.filter((cluster) => !loss.clusters.has(cluster.id) && loss.takesZoneOf(cluster));
  return JSON.stringify([sortedUnique(loss.clusters), zones.map(({ id }) => id)]);
}

function proofLoss(
  loss: Loss,
  others: readonly Loss[],
  declared: boolean,
  clusters: readonly Cluster[],
): ProofLoss {
  const nameOf = ({ kind, name }: Loss): string => TITLES[kind](name);
  return { loss, name: nameOf(loss), also: others.map(nameOf), declared, struck: struckBy(loss, clusters) };
}

/** What a loss of the plan is to the simulator. Of a zone, that one is taken which most clusters of its region have. */
export function struckBy(loss: Loss, clusters: readonly Cluster[]): readonly Struck[] {
  const gone = clusters.filter(({ id }) => loss.clusters.has(id));
  const halved = clusters.filter((cluster) => !loss.clusters.has(cluster.id) && loss.takesZoneOf(cluster));
  return [
    ...gone.map(({ id }): Struck => ({ kind: 'cluster', cluster: id })),
    ...sortedUnique(halved.map(({ region }) => region)).map((region): Struck => ({
      kind: 'zone',
      region,
      zone: commonZone(halved, region),
    })),
  ];
}

function commonZone(clusters: readonly Cluster[], region: string): string {
  const here = clusters.filter((cluster) => cluster.region === region);
  const holders = (zone: string): number => here.filter(({ zones }) => zones.includes(zone)).length;
  const [first = ''] = sortedUnique(here.flatMap(({ zones }) => zones)).sort(
    (a, b) => holders(b) - holders(a),
  );
  return first;
}
