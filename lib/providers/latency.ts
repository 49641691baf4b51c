import type { RegionFacts } from './provider';

/** Where a round-trip figure comes from. */
export type LatencySource = 'declared' | 'measured' | 'same-city' | 'estimated' | 'same-region';

/** A round trip between two regions. */
export interface Latency {
  readonly milliseconds: number;
  readonly source: LatencySource;
  /** Where whoever declared it has it from. */
  readonly origin?: string;
}

/**
 * Published round trips in milliseconds.
 * AWS: CloudPing, P50, 2025. Azure: "Azure network round-trip latency statistics", P95, 30 days to 2026-07-30.
 */
const MEASURED: Readonly<Record<string, number>> = {
  'eu-west-1 us-east-1': 70,
  'eu-central-1 us-east-1': 93,
  'ap-northeast-1 us-east-1': 152,
  'ap-southeast-1 us-east-1': 226,
  'eu-west-1 us-west-2': 118,
  'ap-northeast-1 us-west-2': 105,
  'ap-southeast-1 us-west-2': 161,
  'ap-southeast-1 eu-west-1': 175,
  'eastus westeurope': 91,
  'eastus northeurope': 76,
  'eastus germanywestcentral': 97,
  'eastus uksouth': 80,
  'eastus southeastasia': 229,
  'eastus japaneast': 165,
  'eastasia eastus': 208,
  'australiaeast eastus': 206,
  'centralindia eastus': 218,
  'eastus2 westeurope': 94,
  'eastus2 northeurope': 79,
  'eastus2 germanywestcentral': 98,
  'eastus2 uksouth': 87,
  'eastus2 southeastasia': 232,
  'eastus2 japaneast': 168,
  'southeastasia westeurope': 181,
  'northeurope southeastasia': 236,
  'germanywestcentral southeastasia': 179,
  'southeastasia uksouth': 183,
  'japaneast southeastasia': 74,
  'australiaeast southeastasia': 98,
  'centralindia southeastasia': 58,
  'japaneast westeurope': 242,
  'japaneast northeurope': 232,
  'germanywestcentral japaneast': 250,
  'japaneast uksouth': 237,
  'eastasia japaneast': 53,
  'australiaeast japaneast': 105,
  'centralindia japaneast': 129,
};

const EARTH_RADIUS_KM = 6371;
/** Light in fibre covers 200 km a millisecond; cables run about half as far again as the great circle. */
const KM_PER_MS = 200;
const DETOUR = 1.5;
const RADIANS = Math.PI / 180;

/** The key of a pair of regions, the same in both directions. */
export function latencyKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** The published round trip between two regions; undefined where none is known. */
export function measuredLatency(a: string, b: string): number | undefined {
  return MEASURED[latencyKey(a, b)];
}

/** Regions this near to each other stand in the same city, or next to it. */
const SAME_CITY_KM = 150;

/**
 * The published round trip between two other regions of the same two cities, whichever provider they belong to;
 * undefined where none is known. Cables do not follow great circles, so that this is better than an estimate.
 */
export function sameCityLatency(
  a: RegionFacts,
  b: RegionFacts,
  factsOf: (region: string) => RegionFacts | undefined,
): number | undefined {
  for (const [key, milliseconds] of Object.entries(MEASURED)) {
    const [first = '', second = ''] = key.split(' ');
    const [x, y] = [factsOf(first), factsOf(second)];
    if (x === undefined || y === undefined) continue;
    if ((near(a, x) && near(b, y)) || (near(a, y) && near(b, x))) return milliseconds;
  }
  return undefined;
}

function near(a: RegionFacts, b: RegionFacts): boolean {
  return kilometres(a, b) <= SAME_CITY_KM;
}

/** A round trip estimated from the distance, in whole milliseconds. */
export function estimateLatency(a: RegionFacts, b: RegionFacts): number {
  return Math.max(1, Math.round((2 * kilometres(a, b) * DETOUR) / KM_PER_MS));
}

/** The length of the great circle between two regions. */
export function kilometres(a: RegionFacts, b: RegionFacts): number {
  const half = (degrees: number): number => Math.sin((degrees * RADIANS) / 2) ** 2;
  const h =
    half(b.latitude - a.latitude) +
    Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * half(b.longitude - a.longitude);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
