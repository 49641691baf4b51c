import { objectOf, shown } from '../../core/json';
import type { Json } from '../../core/manifest';
import type { PolicyProblem } from './validate-locality';

const PERCENTAGES = ['maxEjectionPercent', 'minHealthPercent'] as const;

/**
 * What Istio accepts and refuses of one `outlierDetection`; empty where it says nothing. Durations are left to the schema.
 *
 * Source: istio pkg/config/validation/validation.go `validateOutlierDetection`, the same in 1.30 and 1.31.
 */
export function validateOutlierDetection(value: Json | undefined): readonly PolicyProblem[] {
  const outlier = objectOf(value);
  const isSet = (field: string): boolean => Number(outlier[field] ?? 0) > 0;
  const unsplit =
    isSet('consecutiveLocalOriginFailures') && outlier['splitExternalLocalOriginErrors'] !== true;
  return [
    ...(isSet('consecutiveErrors') ? [DEPRECATED] : []),
    ...(unsplit ? [UNSPLIT] : []),
    ...PERCENTAGES.flatMap((field) => percentProblem(field, outlier[field] ?? 0)),
  ];
}

const DEPRECATED: PolicyProblem = {
  severity: 'warning',
  field: 'consecutiveErrors',
  problem: 'is deprecated',
  remedy: 'Use consecutive5xxErrors or consecutiveGatewayErrors.',
};

const UNSPLIT: PolicyProblem = {
  severity: 'error',
  field: 'consecutiveLocalOriginFailures',
  problem: 'is set, and splitExternalLocalOriginErrors is not',
  remedy: 'Set splitExternalLocalOriginErrors: true, or take it out.',
};

function percentProblem(field: string, percent: Json): readonly PolicyProblem[] {
  if (typeof percent === 'number' && percent >= 0 && percent <= 100) return [];
  const remedy = 'Give a percentage from 0 to 100.';
  return [{ severity: 'error', field, problem: `is ${shown(percent)}`, remedy }];
}
