import { listOf, objectOf, textOf, valueAt } from '../core/json';
import type { JsonObject } from '../core/manifest';
import type { LintEntry } from './lint-entry';

/** One traffic policy of a DestinationRule, as it takes effect. */
export interface TrafficPolicy {
  /** Path of the policy in the object. */
  readonly field: string;
  readonly isTop: boolean;
  /** All of its blocks. */
  readonly policy: JsonObject;
  readonly loadBalancer: JsonObject;
  readonly locality: JsonObject;
  readonly outlierDetection: JsonObject;
  /** Whether its locality setting moves requests to other places when endpoints fail. */
  readonly failsOver: boolean;
  /** Whether its locality setting gives each place a share of the requests. */
  readonly distributes: boolean;
}

/** A DestinationRule with its policies. */
export interface TrafficRule {
  readonly entry: LintEntry;
  /** Host as it is written; '' where it is none. */
  readonly host: string;
  /** The rule's own comes first. */
  readonly policies: readonly TrafficPolicy[];
}

/** A DestinationRule, read once for all rules about it. */
export function trafficRule(entry: LintEntry): TrafficRule {
  const host = textOf(valueAt(entry.object, 'spec', 'host')) ?? '';
  return { entry, host, policies: trafficPolicies(entry) };
}

/**
 * Every policy of a DestinationRule: its own, those of single ports, those of subsets. What a subset leaves out it takes
 * from the rule; what a port leaves out falls back to Istio's defaults instead.
 */
function trafficPolicies({ object }: LintEntry): readonly TrafficPolicy[] {
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
  const says = (key: string): boolean => locality['enabled'] !== false && listOf(locality[key]).length > 0;
  return {
    field,
    isTop,
    policy,
    loadBalancer,
    locality,
    outlierDetection: objectOf(policy['outlierDetection']),
    failsOver: says('failover') || says('failoverPriority'),
    distributes: says('distribute'),
  };
}
