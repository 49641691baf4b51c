import { aws } from './aws';
import { azure } from './azure';
import { gcp } from './gcp';
import { sortedUnique } from '../core/text';
import { kilometres } from './latency';
import type { Provider, RegionFacts } from './provider';

/** Every provider, by name. One line a provider. */
export const PROVIDERS: Readonly<Record<'aws' | 'azure' | 'gcp', Provider>> = { aws, azure, gcp };

/** Namespaces in which a service of some cloud runs what is its own, in code-point order. */
export const CLOUD_NAMESPACES: readonly string[] = sortedUnique(
  Object.values(PROVIDERS).flatMap(({ services }) =>
    Object.values(services).flatMap(({ ownNamespaces }) => ownNamespaces),
  ),
);

/** Every geography that a region of some provider is in, in code-point order. */
export const GEOGRAPHIES: readonly string[] = sortedUnique(
  Object.values(PROVIDERS).flatMap(({ regions }) => Object.values(regions).map(({ geography }) => geography)),
);

/** The facts of a region, whichever provider it belongs to. */
export function regionFacts(region: string): RegionFacts | undefined {
  for (const provider of Object.values(PROVIDERS)) {
    const facts = provider.regions[region];
    if (facts !== undefined) return facts;
  }
  return undefined;
}

/** The region of a provider that a region is, or is nearest to. */
export function nearestRegion({ regions }: Provider, region: string, facts: RegionFacts): string {
  if (regions[region] !== undefined) return region;
  const far = ([, other]: readonly [string, RegionFacts]): number => kilometres(facts, other);
  const [first, ...others] = Object.entries(regions);
  return others.reduce((best, next) => (best && far(next) >= far(best) ? best : next), first)?.[0] ?? region;
}
