import { aws } from './aws';
import { azure } from './azure';
import { gcp } from './gcp';
import type { Provider, RegionFacts } from './provider';

/** Every provider, by name. One line a provider. */
export const PROVIDERS: Readonly<Record<'aws' | 'azure' | 'gcp', Provider>> = { aws, azure, gcp };

/** The facts of a region, whichever provider it belongs to. */
export function regionFacts(region: string): RegionFacts | undefined {
  for (const provider of Object.values(PROVIDERS)) {
    const facts = provider.regions[region];
    if (facts !== undefined) return facts;
  }
  return undefined;
}
