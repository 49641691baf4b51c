import type { Cluster, Resources } from '../../fleet/fleet';
import type { Loss } from '../losses';

/** Room that a cluster holds ready for what a loss brings sooner than nodes start: whole nodes without a pod of an app. */
export interface SpareRoom {
  readonly cluster: Cluster;
  /** As many in each zone as in the others. */
  readonly nodes: number;
  /** What one of them has beside its daemons. */
  readonly node: Resources;
  /** Whether it is enough for all that a loss of the objective adds to the cluster. */
  readonly carries: (loss: Loss) => boolean;
}
