import { valueAt } from '../../core/json';
import type { Json } from '../../core/manifest';
import { DRAINED, TRAFFIC_LABEL } from '../../plan/names';
import { readLabelMap, readSelector, selects, type LabelSelector } from '../../simulate/label-selector';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import { checkVersion, wordsOf } from '../selector-field';

interface SelectingKind {
  readonly path: readonly string[];
  readonly read: (value: Json | undefined) => LabelSelector;
}

const SELECTOR: SelectingKind = { path: ['spec', 'selector'], read: readSelector };

/** Kinds that find pods of their own namespace by label. */
const SELECTING: Readonly<Record<string, SelectingKind>> = {
  Service: { path: ['spec', 'selector'], read: readLabelMap },
  'NetworkPolicy.networking.k8s.io': { path: ['spec', 'podSelector'], read: readSelector },
  'PodDisruptionBudget.policy': SELECTOR,
  'AuthorizationPolicy.security.istio.io': SELECTOR,
  'PeerAuthentication.security.istio.io': SELECTOR,
  'RequestAuthentication.security.istio.io': SELECTOR,
  'Telemetry.telemetry.istio.io': SELECTOR,
};

/** What selects pods by label selects some, and never by version. */
export const selectorsMatch = defineRule({
  name: 'selector-without-match',
  reason:
    'A selector that matches nothing is no error to the API server: the Service is empty, the policy or the budget protects nothing.',
  check(index, find) {
    for (const [type, kind] of Object.entries(SELECTING)) {
      for (const entry of index.ofType(type)) checkEntry(entry, kind, index, find);
    }
  },
});

/** A Service of a drained cluster finds nobody on purpose. */
function isDrained({ type, cluster }: LintEntry, { pairs }: LabelSelector, { clusters }: LintIndex): boolean {
  return (
    type === 'Service' &&
    clusters.get(cluster)?.drained === true &&
    pairs.some(([key, value]) => key === TRAFFIC_LABEL && value === DRAINED)
  );
}

/** A unit without pods is that of a cluster where only callers are, or of an app that was not released yet. */
function checkEntry(entry: LintEntry, { path, read }: SelectingKind, index: LintIndex, find: Find): void {
  const selector = read(valueAt(entry.object, ...path));
  if (selector.pairs.length + selector.expressions.length === 0) return;
  const field = path.join('.');
  checkVersion(entry, field, selector, find);
  if (isDrained(entry, selector, index)) return;
  const own = entry.unit === undefined ? [] : index.podTemplatesOf(entry.unit);
  if (own.length === 0) return;
  const matches = ({ labels }: { labels: Readonly<Record<string, string>> }): boolean =>
    selects(selector, labels);
  if (own.some(matches) || index.podTemplatesIn(entry.cluster, entry.namespace).some(matches)) return;
  find(
    entry,
    field,
    `matches no pod of the namespace: ${wordsOf(selector)}`,
    "Select by labels of the pods' template, such as app.kubernetes.io/name.",
  );
}
