/** What Envoy may eject where the rule does not say. */
const DEFAULT_PERCENT = 10;

/** What a rule says about ejection; all in percent. */
export interface OutlierDetection {
  /** @default 10; 0 is taken for nothing said */
  readonly maxEjectionPercent: number;
  /** @default 0 */
  readonly minHealthPercent: number;
}

/** Outlier detection with Istio's defaults filled: it passes a percentage on only where that is above 0. */
export function outlierDetection(maxEjectionPercent: unknown, minHealthPercent: unknown): OutlierDetection {
  const percent = Number(maxEjectionPercent ?? 0);
  return {
    maxEjectionPercent: percent > 0 ? percent : DEFAULT_PERCENT,
    minHealthPercent: Number(minHealthPercent ?? 0),
  };
}

/**
 * How many hosts may be ejected at once: a whole number. All hosts of all priorities count, unhealthy ones included, and a
 * remote gateway is one of them for each of its addresses; so with the default of 10 % fewer than ten hosts mean none.
 *
 * Source: envoy outlier_detection_impl.cc, since 1.28: one is ejected while 100 × (ejected + 1) / hosts ≤ the percentage.
 */
export function ejectableHosts(hosts: number, { maxEjectionPercent }: OutlierDetection): number {
  return Math.floor((maxEjectionPercent * hosts) / 100);
}
