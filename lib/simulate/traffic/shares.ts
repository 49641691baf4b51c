import { effectiveWeight, tierLoads, type Tier } from './envoy-load';
import type { Hosts, LocalityHosts } from './hosts';
import type { TrafficPolicy } from './locality-policy';
import { ejectableHosts } from './outlier-gate';
import { localityText } from './view';

/** What one client's Envoy balances over: localities without repeated gateways, with what its policy says about them. */
export interface Assignment {
  readonly localities: readonly LocalityHosts[];
  readonly policy: Pick<TrafficPolicy, 'weighsLocalities' | 'outlierDetection' | 'panicThreshold'>;
}

/** What one lot of hosts gets. */
export interface HostShare {
  readonly hosts: Hosts;
  readonly place: string;
  readonly priority: number;
  /** Hosts of it that are ejected, a whole number. */
  readonly ejected: number;
  /** Percent of all requests that are sent to it. */
  readonly percent: number;
  /** Percent of all requests that are sent to it and fail, before retries. */
  readonly failedPercent: number;
}

/** Where the requests of one client go. The shares and `unroutedPercent` add up to 100. */
export interface Shares {
  readonly hosts: readonly HostShare[];
  /** Percent of all requests for which there is no host: a 503 by Envoy, "no healthy upstream". */
  readonly unroutedPercent: number;
  /** Percent of all requests that fail, for whatever reason, before retries. */
  readonly failedPercent: number;
}

/** Hosts of one place with what is ejected of them. */
interface Slot {
  readonly locality: LocalityHosts;
  readonly hosts: Hosts;
  ejected: number;
}

/** Where requests go while nothing is ejected yet: what callers see at the moment of a loss. */
export function sharesAtFirst(assignment: Assignment): Shares {
  return sharesOf(slotsOf(assignment), assignment);
}

/**
 * Where requests go once every host that fails, and is sent requests, is ejected, as far as Envoy may: each tier that is
 * drained sends requests to the next one, whose dead hosts are found then. Where only some of several may be ejected, those
 * of the first priority and place are, so that it hangs on no chance. A host that fails in part stays.
 */
export function sharesAfterEjection(assignment: Assignment): Shares {
  const slots = slotsOf(assignment);
  const { outlierDetection } = assignment.policy;
  const total = slots.reduce((sum, { hosts }) => sum + hosts.total, 0);
  let left = outlierDetection === undefined ? 0 : ejectableHosts(total, outlierDetection);
  for (;;) {
    const shares = sharesOf(slots, assignment);
    const found = slots.filter(
      ({ hosts, ejected }, index) => hosts.failing > ejected && (shares.hosts[index]?.percent ?? 0) > 0,
    );
    if (left === 0 || found.length === 0) return shares;
    for (const slot of found) {
      const more = Math.min(left, slot.hosts.failing - slot.ejected);
      slot.ejected += more;
      left -= more;
    }
  }
}

function slotsOf({ localities }: Assignment): Slot[] {
  return localities
    .flatMap((locality) => locality.hosts.map((hosts): Slot => ({ locality, hosts, ejected: 0 })))
    .sort((a, b) => a.locality.priority - b.locality.priority);
}

function available({ hosts, ejected }: Slot): number {
  return hosts.healthy - ejected;
}

function tierOf(slots: readonly Slot[]): Tier {
  return {
    total: slots.reduce((sum, { hosts }) => sum + hosts.total, 0),
    available: slots.reduce((sum, slot) => sum + available(slot), 0),
  };
}

function sharesOf(slots: readonly Slot[], { localities, policy }: Assignment): Shares {
  const priorities = localities.reduce((most, { priority }) => Math.max(most, priority + 1), 1);
  const tiers = Array.from({ length: priorities }, (_, priority) =>
    slots.filter(({ locality }) => locality.priority === priority),
  );
  const loads = tierLoads(tiers.map(tierOf), policy.panicThreshold);
  const hosts: HostShare[] = [];
  let unroutedPercent = 0;
  let failedPercent = 0;
  tiers.forEach((tier, index) => {
    const { percent = 0, panic = false } = loads[index] ?? {};
    const parts = panic ? bySize(tier) : policy.weighsLocalities ? byLocality(tier) : byHost(tier);
    if (!parts.some((part) => part > 0)) unroutedPercent += percent;
    tier.forEach((slot, at) => hosts.push(hostShare(slot, percent * (parts[at] ?? 0), panic)));
  });
  for (const host of hosts) failedPercent += host.failedPercent;
  return { hosts, unroutedPercent, failedPercent: unroutedPercent + failedPercent };
}

function hostShare(slot: Slot, percent: number, panic: boolean): HostShare {
  const { hosts, locality, ejected } = slot;
  const used = panic ? hosts.total : available(slot);
  const dead = panic ? hosts.total - hosts.healthy + hosts.failing : hosts.failing - ejected;
  const inPart = (used - dead) * hosts.failingInPart;
  const failedPercent = used === 0 ? 0 : (percent * (dead + inPart)) / used;
  return {
    hosts,
    place: localityText(locality.locality),
    priority: locality.priority,
    ejected,
    percent,
    failedPercent,
  };
}

/** In panic every host counts, and localities weigh nothing. */
function bySize(tier: readonly Slot[]): readonly number[] {
  return fractions(tier.map(({ hosts }) => hosts.weight * hosts.total));
}

function byHost(tier: readonly Slot[]): readonly number[] {
  return fractions(tier.map((slot) => slot.hosts.weight * available(slot)));
}

/** First a locality by its weight, then a host in it. */
function byLocality(tier: readonly Slot[]): readonly number[] {
  const places = new Map<LocalityHosts, Slot[]>();
  for (const slot of tier) places.set(slot.locality, [...(places.get(slot.locality) ?? []), slot]);
  const weights = fractions([...places].map(([{ weight }, slots]) => effectiveWeight(weight, tierOf(slots))));
  const result = new Map<Slot, number>();
  [...places.values()].forEach((slots, index) => {
    const inside = byHost(slots);
    slots.forEach((slot, at) => result.set(slot, (weights[index] ?? 0) * (inside[at] ?? 0)));
  });
  return tier.map((slot) => result.get(slot) ?? 0);
}

/** Fractions that add up to 1, or to 0 where there is nothing. */
function fractions(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (sum === 0 ? 0 : weight / sum));
}
