import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

const TYPES = ['ServiceExport.multicluster.x-k8s.io', 'ServiceExport.net.gke.io'] as const;

/** Everything that is exported to a cluster set. */
export function serviceExports(index: LintIndex): readonly LintEntry[] {
  return TYPES.flatMap((type) => index.ofType(type));
}
