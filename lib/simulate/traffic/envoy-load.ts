/** What Envoy assumes that a tier can take beyond its healthy share, in percent. Istio never changes it. */
const OVERPROVISIONING = 140;

/** The hosts of one priority, counted. */
export interface Tier {
  /** All hosts that Envoy knows of, ejected and unhealthy ones included. */
  readonly total: number;
  /** Hosts that it may use: healthy by discovery, and not ejected. */
  readonly available: number;
}

/** What one priority gets. */
export interface TierLoad {
  /** Whole percent of all requests. */
  readonly percent: number;
  /** Whether all of its hosts are used, whatever their health. */
  readonly panic: boolean;
}

/**
 * How Envoy divides the requests among priorities, the first choice first. The percentages are whole numbers that add up to
 * 100. Without any available host and without panic all of it falls to the first priority, where every request fails with
 * "no healthy upstream"; there must be at least one tier.
 *
 * @param panicThreshold - percent of available hosts below which a tier panics; 0 for never
 *
 * Source: envoy load_balancer_impl.cc `recalculatePerPriorityState`, `distributeLoad`, `recalculatePerPriorityPanic`,
 * `recalculateLoadInTotalPanic`; the documented 36/36/28 for 25 %, 25 %, 20 % is 37/35/28 in fact.
 */
export function tierLoads(tiers: readonly Tier[], panicThreshold: number): readonly TierLoad[] {
  const health = tiers.map(healthOf);
  const sum = health.reduce((total, value) => total + value, 0);
  const normal = Math.min(100, sum);
  if (normal === 0 && panicThreshold === 0)
    return tiers.map((_, index) => ({ percent: index === 0 ? 100 : 0, panic: false }));
  const panics = tiers.map((tier) => normal < 100 && panicsBelow(tier, panicThreshold));
  const percents = panics.every(Boolean) ? bySize(tiers) : byHealth(health, normal);
  return tiers.map((_, index) => ({ percent: percents[index] ?? 0, panic: panics[index] ?? false }));
}

/** Whole percent of what the tier should take that it can take. */
function healthOf({ total, available }: Tier): number {
  return total === 0 ? 0 : Math.min(100, Math.floor((OVERPROVISIONING * available) / total));
}

function panicsBelow({ total, available }: Tier, threshold: number): boolean {
  return (total === 0 ? 0 : (100 * available) / total) < threshold;
}

function byHealth(health: readonly number[], normal: number): readonly number[] {
  let left = 100;
  const loads = health.map((value) => {
    const load = Math.min(left, Math.floor((value * 100) / normal));
    left -= load;
    return load;
  });
  return withRemainder(
    loads,
    left,
    health.findIndex((value) => value > 0),
  );
}

/** In total panic the tiers count by their sizes; without any host the first one has it all. */
function bySize(tiers: readonly Tier[]): readonly number[] {
  const hosts = tiers.reduce((sum, { total }) => sum + total, 0);
  if (hosts === 0)
    return withRemainder(
      tiers.map(() => 0),
      100,
      0,
    );
  const loads = tiers.map(({ total }) => Math.floor((100 * total) / hosts));
  const left = 100 - loads.reduce((sum, load) => sum + load, 0);
  return withRemainder(
    loads,
    left,
    tiers.findIndex(({ total }) => total > 0),
  );
}

function withRemainder(loads: readonly number[], remainder: number, at: number): readonly number[] {
  return loads.map((load, index) => (index === at ? load + remainder : load));
}

/**
 * What a locality weighs inside its tier: its weight, scaled down where fewer than 71.4 % of its hosts are available. A
 * fraction, with no unit but that of the other localities of the tier; 0 for one without hosts.
 *
 * Source: envoy upstream_impl.cc `HostSetImpl::effectiveLocalityWeight`.
 */
export function effectiveWeight(weight: number, { total, available }: Tier): number {
  return total === 0 ? 0 : weight * Math.min(1, (OVERPROVISIONING / 100) * (available / total));
}
