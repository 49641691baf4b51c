import type { Cluster, Fleet } from '../../fleet/fleet';
import { absorptionOf, servingChain } from '../capacity/absorption';
import { homeRps } from '../capacity/tiers';
import { isDrained } from '../drained';
import type { AppPlan } from '../plan';
import { byContract, chainKeeper, keeperOf } from './keeper';
import { CONTINENTS, type EntryRecord, type Location } from './record';
import { regionalName } from './regional';

/** What the records of a host are worked out from. */
export interface HostContext {
  readonly plan: AppPlan;
  readonly fleet: Fleet;
  readonly host: string;
  /** Clusters that get users, in the order of the contract. */
  readonly open: readonly Cluster[];
  /** Whether health checks move users by themselves. */
  readonly watched: boolean;
}

type Routing = AppPlan['app']['facets']['traffic']['routing'];

/** The records of a host by how its users are spread. */
const BY_ROUTING: Readonly<Record<Routing, (context: HostContext) => readonly EntryRecord[]>> = {
  latency: latencyRecords,
  'weighted-global': weightedRecords,
  geo: geoRecords,
  failover: chainRecords,
  single: chainRecords,
};

/** Who has to watch whom, so that every record of an app can be watched, drained clusters included: draining ends no health check. */
export function watchedPairs(
  plan: AppPlan,
  fleet: Fleet,
): readonly (readonly [keeper: Cluster, watched: Cluster])[] {
  const { routing } = plan.app.facets.traffic;
  if (!isWatched(plan) || routing === 'single') return [];
  const chain = routing === 'failover' ? chainKeeper(plan) : undefined;
  return plan.placed.map((cluster) => [chain ?? keeperOf(cluster, plan, fleet), cluster]);
}

/** Every record of a host. */
export function hostRecords(plan: AppPlan, fleet: Fleet, host: string): readonly EntryRecord[] {
  return BY_ROUTING[plan.app.facets.traffic.routing](hostContext(plan, fleet, host));
}

/** What there is to choose from for the users of a host. */
export function hostContext(plan: AppPlan, fleet: Fleet, host: string): HostContext {
  const open = byContract(plan).filter((cluster) => !isDrained(plan.app, cluster));
  return { plan, fleet, host, open, watched: isWatched(plan) };
}

/**
 * With one writer the mesh decides who serves, and a person may keep that decision: the way in is open through any
 * region, so a health check may always choose it. Without one, the way in is the decision.
 */
export function isWatched(plan: AppPlan): boolean {
  if (plan.primary !== undefined) return true;
  return plan.app.facets.traffic.failover === 'automatic' && absorptionOf(plan) !== 'nobody';
}

function latencyRecords(context: HostContext): readonly EntryRecord[] {
  return context.open.map((cluster) => ({
    ...ownRecord(context, cluster),
    policy: { kind: 'latency', region: cluster.awsRegion },
  }));
}

/** Weights are percent of the peak that is homed in each cluster, drained ones included: draining one changes no other. */
function weightedRecords(context: HostContext): readonly EntryRecord[] {
  const share = weightShare(context.plan);
  return context.open.map((cluster) => ({
    ...ownRecord(context, cluster),
    policy: { kind: 'weighted', weight: weightOf(share(cluster)) },
  }));
}

/** The share, from 0 to 1, that the contract gives to a cluster, or that is homed in it of the declared peak. */
export function weightShare(plan: AppPlan): (cluster: Cluster) => number {
  const { weights } = plan.app.facets.traffic;
  if (weights !== undefined) return ({ region }) => (weights[region] ?? 0) / 100;
  const homes = homeRps(plan);
  const total = [...(homes?.values() ?? [])].reduce((sum, rps) => sum + rps, 0);
  return (cluster) => (total === 0 ? 1 / plan.placed.length : (homes?.get(cluster) ?? 0) / total);
}

/** A share in percent, and never 0 for somebody. */
export function weightOf(share: number): number {
  return share === 0 ? 0 : Math.max(1, Math.round(share * 100));
}

/** A record of a cluster's own, that goes when the cluster is drained. */
function ownRecord(
  { plan, fleet, host, watched }: HostContext,
  cluster: Cluster,
): Omit<EntryRecord, 'policy'> {
  return {
    name: host,
    target: regionalName(cluster, fleet),
    serves: cluster,
    part: cluster.id,
    keeper: keeperOf(cluster, plan, fleet),
    watched: watched ? cluster : undefined,
  };
}

/**
 * One place serves at a time. Where health checks decide, each level answers with its first choice or else with the next
 * level, because DNS knows a first and a second and no third. Where a person does, one weight is above 0.
 */
function chainRecords(context: HostContext): readonly EntryRecord[] {
  const chain = (servingChain(context.plan, context.fleet) ?? [context.open]).flat();
  const automatic = context.plan.app.facets.traffic.routing === 'failover' && context.watched;
  const keeper = chainKeeper(context.plan);
  if (automatic && chain.length > 1 && keeper !== undefined)
    return levels({ ...context, keeper, prefix: 'standby' }, chain);
  const [active] = chain;
  return context.open.map((cluster) => ({
    ...ownRecord({ ...context, watched: false }, cluster),
    ...(keeper === undefined ? {} : { keeper }),
    policy: { kind: 'weighted', weight: cluster === active ? 100 : 0 },
  }));
}

interface Levels extends Pick<HostContext, 'fleet' | 'host'> {
  readonly keeper: Cluster;
  /** First label of the levels below the host. */
  readonly prefix: string;
}

function levels({ fleet, host, keeper, prefix }: Levels, chain: readonly Cluster[]): readonly EntryRecord[] {
  const last = chain.length - 1;
  const nameOf = (level: number): string => (level === 0 ? host : `${prefix}-${level}.${host}`);
  return chain.slice(0, last).flatMap((cluster, level): EntryRecord[] => {
    const next = chain[level + 1] ?? cluster;
    const rest = level + 1 === last ? regionalName(next, fleet) : nameOf(level + 1);
    return [
      {
        ...half('PRIMARY', nameOf(level), keeper),
        target: regionalName(cluster, fleet),
        serves: cluster,
        watched: cluster,
      },
      { ...half('SECONDARY', nameOf(level), keeper), target: rest, serves: next },
    ];
  });
}

function half(
  role: 'PRIMARY' | 'SECONDARY',
  name: string,
  keeper: Cluster,
): Pick<EntryRecord, 'name' | 'part' | 'keeper' | 'policy'> {
  return { name, part: role.toLowerCase(), keeper, policy: { kind: 'failover', role } };
}

/**
 * Continents are answered with a name of their cluster's own, behind which its health check chooses between it and the
 * next: a location that is unhealthy falls back to a larger one, and behind the whole world there is none.
 */
function geoRecords(context: HostContext): readonly EntryRecord[] {
  const { plan, fleet, host, open, watched } = context;
  const order = byContract(plan);
  const through = (cluster: Cluster): string =>
    watched && open.length > 1 ? `${cluster.id}.${host}` : regionalName(cluster, fleet);
  const locations: readonly Location[] = [...CONTINENTS, '*'];
  const records = locations.flatMap((location): EntryRecord[] => {
    const natural = clusterOf(location, order, fleet);
    const serving = clusterOf(location, open, fleet);
    if (natural === undefined || serving === undefined) return [];
    return [
      {
        name: host,
        target: through(serving),
        serves: serving,
        part: location === '*' ? 'elsewhere' : location.toLowerCase(),
        keeper: keeperOf(natural, plan, fleet),
        policy: { kind: 'geolocation', location },
      },
    ];
  });
  return [...records, ...(watched && open.length > 1 ? open.flatMap((own) => fallback(context, own)) : [])];
}

function fallback({ plan, fleet, host, open }: HostContext, cluster: Cluster): readonly EntryRecord[] {
  const [next] = nearestTo(
    cluster.region,
    open.filter((other) => other !== cluster),
    fleet,
  );
  const keeper = keeperOf(cluster, plan, fleet);
  const chain = next === undefined ? [cluster] : [cluster, next];
  return levels({ fleet, keeper, host: `${cluster.id}.${host}`, prefix: 'standby' }, chain);
}

/** A region near the middle of each continent's users; what is nearest to it serves the continent. */
const MIDDLES: Readonly<Record<Location, string | undefined>> = {
  AF: 'af-south-1',
  AN: 'sa-east-1',
  AS: 'ap-southeast-1',
  EU: 'eu-central-1',
  NA: 'us-east-2',
  OC: 'ap-southeast-2',
  SA: 'sa-east-1',
  '*': undefined,
};

/** The cluster that serves the users of a location; those who can be located nowhere have the first of the contract. */
export function clusterOf(
  location: Location,
  clusters: readonly Cluster[],
  fleet: Pick<Fleet, 'latency'>,
): Cluster | undefined {
  const middle = MIDDLES[location];
  return middle === undefined ? clusters[0] : nearestTo(middle, clusters, fleet)[0];
}

function nearestTo(
  region: string,
  clusters: readonly Cluster[],
  fleet: Pick<Fleet, 'latency'>,
): readonly Cluster[] {
  const cost = (cluster: Cluster): number =>
    cluster.region === region ? 0 : fleet.latency(region, cluster.region).milliseconds;
  return [...clusters].sort((a, b) => cost(a) - cost(b));
}
