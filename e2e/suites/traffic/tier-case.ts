import type { Hosts, LocalityHosts } from '../../../lib/simulate/traffic/hosts';
import type { Assignment } from '../../../lib/simulate/traffic/shares';
import type { Random } from '../../harness/random';

/** What Envoy is given, and how its failing hosts fail. */
export interface TierCase {
  /** Names the Envoy cluster too. */
  readonly name: string;
  readonly assignment: Assignment;
  readonly failAs: 'error' | 'drop';
  /** Errors in a row after which a host is ejected. */
  readonly errors: number;
}

const MOST_TIERS = 4;
const MOST_HOSTS = 6;

/** A random case: tiers, places, weights, sizes, what is unhealthy from the start and what fails later. */
export function randomCase(name: string, random: Random): TierCase {
  const tiers = random.whole(1, MOST_TIERS);
  const localities = Array.from({ length: tiers }, (_, priority) =>
    Array.from({ length: random.whole(1, 3) }, (__, zone) => randomLocality(priority, zone, random)),
  ).flat();
  const maxEjectionPercent = random.chance(0.7) ? 100 : random.whole(5, 95);
  // In panic hosts that are unhealthy from the start get requests too, and would use up what may be ejected.
  const panicThreshold = maxEjectionPercent === 100 && random.chance(0.3) ? random.whole(10, 70) : 0;
  return {
    name,
    assignment: {
      localities: maxEjectionPercent === 100 ? localities : oneFailing(localities),
      policy: {
        weighsLocalities: random.chance(0.5),
        panicThreshold,
        outlierDetection: { maxEjectionPercent, minHealthPercent: panicThreshold },
      },
    },
    failAs: random.chance(0.5) ? 'error' : 'drop',
    errors: random.whole(1, 5),
  };
}

function randomLocality(priority: number, zone: number, random: Random): LocalityHosts {
  const lots = random.chance(0.1) ? 0 : random.whole(1, 2);
  const hosts = Array.from({ length: lots }, () => randomHosts(`tier-${String(priority)}`, random));
  return {
    locality: { region: `tier-${String(priority)}`, zone: `zone-${String(zone)}` },
    hosts,
    priority,
    weight: random.whole(20, 100),
  };
}

function randomHosts(cluster: string, random: Random): Hosts {
  const total = random.whole(1, MOST_HOSTS);
  const healthy = random.chance(0.6) ? total : random.whole(0, total);
  const failing = random.chance(0.5) ? 0 : random.chance(0.5) ? healthy : random.whole(0, healthy);
  return {
    cluster,
    isGateway: false,
    labels: {},
    weight: random.chance(0.6) ? 1 : random.whole(1, 4),
    total,
    healthy,
    failing,
    failingInPart: 0,
  };
}

/** Where only some may be ejected, which of several lots they are hangs on chance: so only the first one fails. */
function oneFailing(localities: readonly LocalityHosts[]): readonly LocalityHosts[] {
  const first = localities.flatMap(({ hosts }) => hosts).find(({ failing }) => failing > 0);
  return localities.map((locality) => ({
    ...locality,
    hosts: locality.hosts.map((hosts) => (hosts === first ? hosts : { ...hosts, failing: 0 })),
  }));
}

/** Tiers of one place each: healthy hosts of so many. */
export function plainCase(
  name: string,
  tiers: readonly (readonly [healthy: number, total: number])[],
): TierCase {
  const localities = tiers.map(([healthy, total], priority): LocalityHosts => ({
    locality: { region: `tier-${String(priority)}`, zone: '' },
    hosts: [
      {
        cluster: `tier-${String(priority)}`,
        isGateway: false,
        labels: {},
        weight: 1,
        total,
        healthy,
        failing: 0,
        failingInPart: 0,
      },
    ],
    priority,
    weight: total,
  }));
  return {
    name,
    assignment: { localities, policy: { weighsLocalities: false, panicThreshold: 0 } },
    failAs: 'error',
    errors: 5,
  };
}
