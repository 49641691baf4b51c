import type { Match } from '../config/overlay-schema';
import type { Position } from '../core/diagnostic';
import type { LayerKind } from '../fleet/layers';

/** What one layer says about a value. */
export interface ExplainedLayer {
  readonly kind: LayerKind | 'registry';
  readonly name: string;
  readonly match?: Match;
  /** As it was written; `null` removes. */
  readonly value: unknown;
  /** Absent for what is built in. */
  readonly at?: Position;
}

/** One value in one cluster. */
export interface ExplainedValue {
  readonly cluster: string;
  /** Whether the app runs there. */
  readonly placed: boolean;
  /** As it was written; undefined where nothing holds. */
  readonly value: unknown;
  /** Every layer that says something, the weakest first: the last one wins, and maps are merged. */
  readonly layers: readonly ExplainedLayer[];
}

/** One field of an app, in every cluster. */
export interface ExplainedField {
  readonly path: string;
  readonly values: readonly ExplainedValue[];
}
