import type { LintRule } from '../../lib/lint/lint';
import { edit, sentencesOf, withObjects, type CompiledFleet } from './compiled';

/** Begins the sentences about the DestinationRule of the app `stock` in the cluster `us`. */
export const STOCK_RULE = 'DestinationRule.networking.istio.io stock/stock (us, unit apps/stock): spec.';

/** A change of the top policy of a rule: blocks to be replaced, or with undefined taken away. */
export type PolicyChange = Readonly<Record<string, unknown>>;

/** What a lint rule says when blocks of the policy of `stock` in `us` are replaced, as `<message> | <remedy>`. */
export function sentencesOfPolicy(
  rule: LintRule,
  fleet: CompiledFleet,
  policy: PolicyChange,
): readonly string[] {
  const changed = Object.entries(policy).reduce(
    (all, [block, value]) =>
      withObjects(all, edit('DestinationRule', 'stock', ['spec', 'trafficPolicy', block], value, 'us')),
    fleet,
  );
  return sentencesOf(rule, changed);
}
