import { listOf, objectOf } from '../core/json';
import type { JsonObject } from '../core/manifest';
import type { LintEntry } from './lint-entry';

/** One traffic policy of a DestinationRule, as it takes effect. */
export interface TrafficPolicy {
  /** Path of the policy in the object. */
  readonly field: string;
  readonly isTop: boolean;
  readonly loadBalancer: JsonObject;
  readonly locality: JsonObject;
  readonly outlierDetection: JsonObject;
  /** Whether its locality setting moves requests to other places when endpoints fail. */
  readonly failsOver: boolean;
}

/**
 * Every policy of a DestinationRule: its own, those of single ports, those of subsets. What a subset leaves out it takes
 * from the rule; what a port leaves out falls back to Istio's defaults instead.
 */
export function trafficPolicies({ object }: LintEntry): readonly TrafficPolicy[] {
  const spec = objectOf(object['spec']);
  const top = objectOf(spec['trafficPolicy']);
  const subsets = listOf(spec['subsets']).flatMap((subset, index) => {
    const own = objectOf(objectOf(subset)['trafficPolicy']);
    const field = `spec.subsets[${index}].trafficPolicy`;
    return [policyOf({ ...top, ...own }, field, false), ...portPolicies(own, field)];
  });
  return [policyOf(top, 'spec.trafficPolicy', true), ...portPolicies(top, 'spec.trafficPolicy'), ...subsets];
}

function portPolicies(policy: JsonObject, field: string): TrafficPolicy[] {
  return listOf(policy['portLevelSettings']).map((setting, index) =>
    policyOf(objectOf(setting), `${field}.portLevelSettings[${index}]`, false),
  );
}

function policyOf(policy: JsonObject, field: string, isTop: boolean): TrafficPolicy {
  const loadBalancer = objectOf(policy['loadBalancer']);
  const locality = objectOf(loadBalancer['localityLbSetting']);
  const failsOver =
    locality['enabled'] !== false &&
    [locality['failover'], locality['failoverPriority']].some((value) => listOf(value).length > 0);
  return {
    field,
    isTop,
    loadBalancer,
    locality,
    outlierDetection: objectOf(policy['outlierDetection']),
    failsOver,
  };
}
