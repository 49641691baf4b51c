import type { Survivor } from '../plan/capacity/outcome';
import type { RecoveryStep } from '../plan/recovery/recovery';
import type { ClusterShare } from '../simulate/traffic/distribution';
import type { Cascade } from './cascade';

/** A promise that does not hold. `client` is the cluster of the callers, percentages are of all of their requests. */
export type Problem =
  /** Others answer than the plan says. */
  | {
      readonly kind: 'elsewhere';
      readonly client: string;
      readonly planned: readonly string[];
      readonly found: readonly ClusterShare[];
    }
  /** A region answers another share of the requests than its contract says. */
  | {
      readonly kind: 'share';
      readonly client: string;
      readonly cluster: string;
      readonly planned: number;
      readonly percent: number;
    }
  /** A standby is asked that does not take writes yet. */
  | { readonly kind: 'standby'; readonly client: string; readonly cluster: string; readonly percent: number }
  /** Data would leave the geographies that it must stay in. */
  | {
      readonly kind: 'residency';
      readonly client: string;
      readonly cluster: string;
      readonly geography: string;
      readonly allowed: readonly string[];
      readonly percent: number;
    }
  /** Nobody answers, although somebody is left who should. */
  | {
      readonly kind: 'failing';
      readonly client: string;
      readonly planned: readonly string[];
      readonly percent: number;
      readonly because: string;
    }
  /** A policy shuts the way to who should answer. */
  | { readonly kind: 'shut'; readonly client: string; readonly cluster: string; readonly closedAt: string }
  /** Those that are left need more replicas than they may have; what falls then, in its order. */
  | {
      readonly kind: 'overload';
      readonly survivor: Survivor;
      readonly growth: number;
      readonly cascade: Cascade;
    }
  /** The way back is longer than what is promised. */
  | {
      readonly kind: 'late';
      readonly steps: readonly RecoveryStep[];
      /** Undefined where nothing brings it back before what was lost is back. */
      readonly seconds: number | undefined;
      readonly rtoSeconds: number;
    };
