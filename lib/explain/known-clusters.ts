import type { Inputs } from '../config/inputs';
import { sortedBy } from '../core/text';
import type { Cluster } from '../fleet/fleet';
import { resolveClusters } from '../fleet/resolve-clusters';

/** The clusters that can be resolved, whatever is wrong with the others: finding that out is the business of validation. */
export function knownClusters(inputs: Inputs): readonly Cluster[] {
  return sortedBy(
    resolveClusters(inputs, () => undefined),
    ({ id }) => id,
  );
}
