import type { Labels } from '../label-selector';
import type { Hosts, LocalityHosts } from './hosts';
import type { IstioVersion } from './istio-version';
import type { LocalityPolicy } from './locality-policy';
import { NETWORK_LABEL, type Locality } from './view';

/** Who asks. */
export interface Asker {
  readonly locality: Locality;
  /** Labels of its pod, with those about its place. */
  readonly labels: Labels;
}

/** Priorities of the plain failover take 0 to 4, those of the zone-aware one 0 to 2. */
const BY_ZONE = 5;
const BY_REGION = 3;

/**
 * Localities with the priorities and weights that istiod gives them for one client; without a policy they stay as they are.
 * `distribute` sets weights, empties every place that it does not name, and leaves all in one priority; where no entry names
 * the client it does nothing at all. Otherwise priorities are assigned only where something can find hosts dead.
 *
 * Source: istio loadbalancer.go `ApplyLocalityLoadBalancer`, `ApplyZoneAwareLoadBalancer`.
 */
export function assignPriorities(
  localities: readonly LocalityHosts[],
  asker: Asker,
  policy: LocalityPolicy | undefined,
  version: Pick<IstioVersion, 'networkIsPreference'>,
): readonly LocalityHosts[] {
  if (policy === undefined) return localities;
  const { distribute, failover, failoverPriority, failsOver, zoneAware } = policy;
  if (distribute.length > 0) return distributed(localities, asker.locality, distribute);
  if (!failsOver) return localities;
  const labelled =
    failoverPriority.length === 0
      ? localities
      : byLabels(localities, asker.labels, failoverPriority, version);
  if (zoneAware) return inOrder(labelled, BY_REGION, (place) => regionRank(asker.locality, place, failover));
  if (failoverPriority.length > 0 && failover.length === 0) return labelled;
  return inOrder(labelled, BY_ZONE, (place) => zoneRank(asker.locality, place, failover));
}

function distributed(
  localities: readonly LocalityHosts[],
  client: Locality,
  entries: LocalityPolicy['distribute'],
): readonly LocalityHosts[] {
  const entry = entries.find(({ from }) => matchesPlace(client, from));
  if (entry === undefined) return localities;
  const weights = new Map<LocalityHosts, number>();
  for (const [place, share] of entry.to) {
    const matching = localities.filter((one) => !weights.has(one) && matchesPlace(one.locality, place));
    const original = (one: LocalityHosts): number => (one.hosts.length === 0 ? 1 : one.weight);
    const sum = matching.reduce((total, one) => total + original(one), 0);
    for (const one of matching) weights.set(one, Math.ceil((original(one) * share) / sum));
  }
  return localities.map((one) => {
    const weight = weights.get(one);
    return weight === undefined ? { ...one, hosts: [] } : { ...one, weight };
  });
}

/** Whether a place is meant by a rule's "region/zone/subzone", in which a star or nothing means any. */
function matchesPlace({ region, zone, subzone = '' }: Locality, rule: string): boolean {
  const [ruleRegion = '', ruleZone = '', ruleSubzone = ''] = rule.split('/');
  const matches = (pattern: string, value: string): boolean =>
    pattern === '*' || pattern === '' || pattern === value;
  return (
    (ruleRegion === '*' || ruleRegion === region) && matches(ruleZone, zone) && matches(ruleSubzone, subzone)
  );
}

/** Splits localities by how many labels of the list their hosts share with the client, and numbers what comes out. */
function byLabels(
  localities: readonly LocalityHosts[],
  labels: Labels,
  list: readonly string[],
  version: Pick<IstioVersion, 'networkIsPreference'>,
): readonly LocalityHosts[] {
  const wanted = wantedLabels(list, labels);
  const preferred = version.networkIsPreference && list[0] === NETWORK_LABEL;
  const split = localities.flatMap((one) => {
    const parts = new Map<number, Hosts[]>();
    for (const hosts of one.hosts) {
      const rank = labelRank(hosts.labels, wanted, preferred);
      parts.set(rank, [...(parts.get(rank) ?? []), hosts]);
    }
    return [...parts]
      .sort(([a], [b]) => a - b)
      .map(([priority, hosts]) => ({ ...one, hosts, priority, weight: weightOf(hosts) }));
  });
  return compacted(split);
}

/** A label that is named twice with values keeps the last one for both. */
function wantedLabels(
  list: readonly string[],
  labels: Labels,
): readonly (readonly [key: string, value: string])[] {
  const parts = list.map((text) => text.split('='));
  const overridden = new Map(
    parts.flatMap(([key = '', value = ''], index) => (parts[index]?.length === 2 ? [[key, value]] : [])),
  );
  return parts.map(([key = '']) => [key, overridden.get(key) ?? labels[key] ?? '']);
}

/** The label that first differs decides: the sooner, the later the priority. */
function labelRank(
  labels: Labels,
  wanted: readonly (readonly [key: string, value: string])[],
  preferred: boolean,
): number {
  const differs = ([key, value]: readonly [string, string]): boolean => (labels[key] ?? '') !== value;
  const [first, ...rest] = wanted;
  if (!preferred || first === undefined || !differs(first)) {
    const at = wanted.findIndex(differs);
    return at < 0 ? 0 : wanted.length - at;
  }
  const at = rest.findIndex(differs);
  return wanted.length + (at < 0 ? 0 : rest.length - at);
}

function weightOf(hosts: readonly Hosts[]): number {
  return hosts.reduce((sum, { weight, total }) => sum + weight * total, 0);
}

/** Orders within the priorities that are there already. */
function inOrder(
  localities: readonly LocalityHosts[],
  ranks: number,
  rankOf: (place: Locality) => number,
): readonly LocalityHosts[] {
  return compacted(
    localities.map((one) => ({ ...one, priority: one.priority * ranks + rankOf(one.locality) })),
  );
}

/** Priorities without gaps, from 0. */
function compacted(localities: readonly LocalityHosts[]): readonly LocalityHosts[] {
  const used = [...new Set(localities.map(({ priority }) => priority))].sort((a, b) => a - b);
  return localities.map((one) => ({ ...one, priority: used.indexOf(one.priority) }));
}

/** 0 in the same subzone, 1 in the same zone, 2 in the same region, 3 elsewhere, 4 elsewhere where 3 is the successor. */
function zoneRank(client: Locality, place: Locality, failover: LocalityPolicy['failover']): number {
  if (client.region !== place.region) return 3 + (isPassedOver(client, place, failover) ? 1 : 0);
  if (client.zone !== place.zone) return 2;
  return (client.subzone ?? '') === (place.subzone ?? '') ? 0 : 1;
}

function regionRank(client: Locality, place: Locality, failover: LocalityPolicy['failover']): number {
  if (client.region === place.region) return 0;
  const successor = failover.find(({ from }) => from === client.region);
  return successor?.to === place.region ? 1 : 2;
}

/** Only the first entry for the client's region counts. */
function isPassedOver(client: Locality, place: Locality, failover: LocalityPolicy['failover']): boolean {
  const successor = failover.find(({ from }) => from === client.region);
  return successor !== undefined && successor.to !== place.region;
}
