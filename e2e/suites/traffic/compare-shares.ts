import type { Shares } from '../../../lib/simulate/traffic/shares';
import { chiSquare, type Class, type Fit } from '../../checks/chi-square';
import type { HostAddress } from '../../harness/traffic/backends';
import type { Counts } from '../../harness/traffic/requests';
import type { PlacedHosts } from './static-cluster';

/** What a model says of a case, beside what was counted. */
export interface Comparison {
  readonly name: string;
  readonly classes: readonly Class[];
  readonly fit: Fit;
}

/** Below this probability a case counts as different; of a thousand comparisons one in a thousand runs goes wrong by chance. */
export const LEAST_PROBABILITY = 1e-6;

const NO_HOST = 'no host';

/** Compares by lots of hosts that are alike: who got how many, and how many had no host. */
export function compareLots(
  name: string,
  shares: Shares,
  lots: readonly PlacedHosts[],
  counts: Counts,
): Comparison {
  const lotOf = new Map(lots.flatMap((lot) => lot.addresses.map((address) => [address, lot] as const)));
  const observed = new Map<PlacedHosts | undefined, number>();
  for (const [key, count] of counts) {
    const lot = lotOf.get(addressOf(key));
    observed.set(lot, (observed.get(lot) ?? 0) + count);
  }
  const classes = lots.map((lot): Class => ({
    name: `P${String(lot.locality.priority)} ${lot.locality.locality.zone} ${lot.addresses[0] ?? ''}x${String(lot.addresses.length)}`,
    observed: observed.get(lot) ?? 0,
    expected: shareOf(shares, lot) / 100,
  }));
  const none: Class = {
    name: NO_HOST,
    observed: observed.get(undefined) ?? 0,
    expected: shares.unroutedPercent / 100,
  };
  return compared(name, [...classes, none]);
}

/** Compares host by host where nothing is ejected: hosts of a lot are alike. */
export function compareHosts(
  name: string,
  shares: Shares,
  lots: readonly PlacedHosts[],
  counts: Counts,
  isUsed: (lot: PlacedHosts, index: number) => boolean,
): Comparison {
  const observed = new Map<string, number>();
  for (const [key, count] of counts)
    observed.set(addressOf(key), (observed.get(addressOf(key)) ?? 0) + count);
  const classes = lots.flatMap((lot) => {
    const used = lot.addresses.filter((_, index) => isUsed(lot, index));
    return lot.addresses.map((address): Class => ({
      name: address,
      observed: observed.get(address) ?? 0,
      expected: used.includes(address) ? shareOf(shares, lot) / 100 / used.length : 0,
    }));
  });
  const none = { name: NO_HOST, observed: observed.get('-') ?? 0, expected: shares.unroutedPercent / 100 };
  return compared(name, [...classes, none]);
}

/** Compares what failed, for whatever reason. */
export function compareFailures(name: string, shares: Shares, counts: Counts): Comparison {
  const failed = [...counts].reduce((sum, [key, count]) => sum + (key.startsWith('200 ') ? 0 : count), 0);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return compared(name, [
    { name: 'failed', observed: failed, expected: shares.failedPercent / 100 },
    { name: 'answered', observed: all - failed, expected: 1 - shares.failedPercent / 100 },
  ]);
}

function compared(name: string, classes: readonly Class[]): Comparison {
  // Sums of percentages may miss a whole by the last bit.
  const rounded = classes.map((one) => ({ ...one, expected: one.expected < 1e-9 ? 0 : one.expected }));
  return { name, classes: rounded, fit: chiSquare(rounded) };
}

function addressOf(key: string): HostAddress {
  return key.slice(key.indexOf(' ') + 1);
}

function shareOf(shares: Shares, { hosts }: PlacedHosts): number {
  return shares.hosts.find((share) => share.hosts === hosts)?.percent ?? 0;
}

/** Whether chance does not explain it. */
export function differs({ fit }: Comparison): boolean {
  return fit.probability < LEAST_PROBABILITY;
}

/** A comparison that does not hold, in words. */
export function differenceText({ name, classes, fit }: Comparison): string {
  const total = classes.reduce((sum, { observed }) => sum + observed, 0);
  const rows = classes.map(
    ({ name: of, observed, expected }) =>
      `${of}: predicted ${(100 * expected).toFixed(2)} %, observed ${((100 * observed) / total).toFixed(2)} %`,
  );
  return `${name} (p = ${fit.probability.toExponential(1)}): ${rows.join('; ')}`;
}
