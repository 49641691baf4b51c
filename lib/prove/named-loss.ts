import { listed, sortedUnique } from '../core/text';
import type { Cluster, Fleet } from '../fleet/fleet';
import type { LossKind } from '../config/objectives-schema';
import type { Loss } from '../plan/losses';
import { lossName, type Loss as Struck } from '../simulate/traffic/loss';
import type { LostThing } from './prove-app';

type Places = Pick<Fleet, 'clusters'>;

/** What the kinds of a loss are named by, the first that has a name winning. Gateways and istiods are named with a prefix. */
const READERS: readonly ((name: string, clusters: readonly Cluster[]) => Struck | undefined)[] = [
  (name, clusters) =>
    clusters.some(({ region }) => region === name) ? { kind: 'region', region: name } : undefined,
  (name, clusters) =>
    clusters.some(({ id }) => id === name) ? { kind: 'cluster', cluster: name } : undefined,
  (name, clusters) => {
    const holder = clusters.find(({ zones }) => zones.includes(name));
    return holder && { kind: 'zone', region: holder.region, zone: name };
  },
  (name, clusters) =>
    clusters.some(({ provider }) => provider === name) ? { kind: 'provider', provider: name } : undefined,
  prefixed('gateway'),
  prefixed('istiod'),
];

function prefixed(kind: 'gateway' | 'istiod'): (typeof READERS)[number] {
  return (name, clusters) => {
    const cluster = clusters.find(({ id }) => name === `${kind}:${id}`)?.id;
    return cluster === undefined ? undefined : { kind, cluster };
  };
}

/** Every name of something that can be lost, in order. */
export function lossNames({ clusters }: Places): readonly string[] {
  return sortedUnique(
    clusters.flatMap(({ id, region, provider, zones }) => [
      ...[id, region, provider, ...zones],
      `gateway:${id}`,
      `istiod:${id}`,
    ]),
  );
}

/** Things that are lost at once: names of regions, clusters, zones, providers, `gateway:<cluster>`, `istiod:<cluster>`. Unknown names are passed over. */
export function namedLoss(names: readonly string[], { clusters }: Places): LostThing {
  const struck = names.flatMap((name) => {
    for (const read of READERS) {
      const found = read(name, clusters);
      if (found !== undefined) return [found];
    }
    return [];
  });
  const loss = plannedAs(struck, clusters);
  const emptied = clusters.filter(
    (cluster) => loss.clusters.has(cluster.id) && !struck.some((one) => takesAll(one, cluster)),
  );
  return {
    loss,
    struck: [...struck, ...emptied.map(({ id }) => ({ kind: 'cluster', cluster: id }) as const)],
  };
}

const KINDS: Readonly<Partial<Record<Struck['kind'], LossKind>>> = {
  region: 'region',
  zone: 'zone',
  provider: 'provider',
};

/** The same to the plan: whole clusters, and a zone of others. */
function plannedAs(struck: readonly Struck[], clusters: readonly Cluster[]): Loss {
  const zonesOf = ({ id, region, provider, zones }: Cluster): readonly string[] =>
    zones.filter((zone) =>
      struck.some(
        (one) =>
          (one.kind === 'zone' && one.region === region && one.zone === zone) ||
          takesAll(one, { id, region, provider }),
      ),
    );
  const isGone = (cluster: Cluster): boolean =>
    struck.some((one) => takesAll(one, cluster)) ||
    (cluster.zones.length > 0 && zonesOf(cluster).length === cluster.zones.length);
  const [first] = struck;
  return {
    kind: (first && KINDS[first.kind]) ?? 'cluster',
    name: listed(struck.map(lossName)),
    clusters: new Set(clusters.filter(isGone).map(({ id }) => id)),
    takesZoneOf: (cluster) => !isGone(cluster) && zonesOf(cluster).length > 0,
  };
}

function takesAll(
  loss: Struck,
  { id, region, provider }: Pick<Cluster, 'id' | 'region' | 'provider'>,
): boolean {
  return (
    (loss.kind === 'region' && loss.region === region) ||
    (loss.kind === 'cluster' && loss.cluster === id) ||
    (loss.kind === 'provider' && loss.provider === provider)
  );
}
