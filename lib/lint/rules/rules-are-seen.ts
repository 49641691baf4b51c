import { listOf, shown, textOf, valueAt } from '../../core/json';
import { listed, sortedUnique } from '../../core/text';
import { INGRESS_NAMESPACE, hostOf } from '../../plan/names';
import type { AppPlan } from '../../plan/plan';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';

/** What an object says of its visibility. */
interface Export {
  readonly field: string;
  readonly hosts: readonly string[];
  /** Namespaces, `.` or `*`; empty for everywhere. */
  readonly to: readonly string[];
}

const ANNOTATION = 'networking.istio.io/exportTo';

const EXPORTS: Readonly<Record<string, (entry: LintEntry) => Export>> = {
  'DestinationRule.networking.istio.io': ({ object }) => ({
    field: 'spec.exportTo',
    hosts: [shown(valueAt(object, 'spec', 'host'))],
    to: listOf(valueAt(object, 'spec', 'exportTo')).map(shown),
  }),
  'VirtualService.networking.istio.io': ({ object }) => ({
    field: 'spec.exportTo',
    hosts: listOf(valueAt(object, 'spec', 'hosts')).map(shown),
    to: listOf(valueAt(object, 'spec', 'exportTo')).map(shown),
  }),
  Service: ({ object, name, namespace }) => ({
    field: `metadata.annotations["${ANNOTATION}"]`,
    hosts: [hostOf({ name, namespace })],
    to: (textOf(valueAt(object, 'metadata', 'annotations', ANNOTATION)) ?? '')
      .split(/\s*,\s*/)
      .filter(Boolean),
  }),
};

/** Whoever calls a host sees its Service and its rules. */
export const rulesAreSeen = defineRule({
  name: 'rule-not-seen',
  severity: 'warning',
  reason:
    'A client that does not see a rule goes without it: no order of regions, no outlier detection, no retries, and nothing says so.',
  check(index, find) {
    const apps = new Map(index.plan.apps.map((plan) => [hostOf(plan.app), plan]));
    for (const [type, read] of Object.entries(EXPORTS)) {
      for (const entry of index.ofType(type)) {
        const { field, hosts, to } = read(entry);
        if (to.length === 0 || to.includes('*')) continue;
        const seen = new Set(to.map((place) => (place === '.' ? entry.namespace : place)));
        const clients = hosts.flatMap((host) => clientsOf(apps.get(host), entry, index));
        const blind = sortedUnique(clients).filter((namespace) => !seen.has(namespace));
        if (blind.length > 0)
          find(entry, field, `leaves out ${listed(blind)}, from where the host is called`, 'Take it out.');
      }
    }
  },
});

/** Namespaces of this cluster that call an app; a rule in the namespace of a client is for that one alone. */
function clientsOf(
  plan: AppPlan | undefined,
  { cluster, namespace }: LintEntry,
  { clusters }: LintIndex,
): readonly string[] {
  const place = clusters.get(cluster);
  if (plan === undefined || place === undefined || plan.app.namespace !== namespace) return [];
  const callers = plan.callers.filter((caller) => caller.clusters.includes(place));
  const isPublic = plan.app.facets.traffic.exposure === 'public' && plan.placed.includes(place);
  return [...callers.map((caller) => caller.namespace), ...(isPublic ? [INGRESS_NAMESPACE] : [])];
}
