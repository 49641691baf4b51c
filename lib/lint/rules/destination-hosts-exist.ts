import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import { externalHosts, serviceIn, serviceOfHost } from '../mesh-host';

/** A DestinationRule is about one Service of its cluster, by its full name, and alone in being so. */
export const destinationHostsExist = defineRule({
  name: 'destination-host',
  reason:
    'Istio takes a rule for a host that it does not know for one without effect, and of two for one host only the older.',
  check(index, find) {
    const external = externalHosts(index);
    const first = new Map<string, LintEntry>();
    for (const { entry, host } of index.trafficRules) {
      checkHost(entry, host, index, external, find);
      const key = `${entry.cluster} ${entry.namespace} ${host}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, entry);
      else
        find(
          entry,
          'spec.host',
          `is "${host}", which ${other.name} is about too`,
          'Leave one DestinationRule for each host.',
        );
    }
  },
});

function checkHost(
  entry: LintEntry,
  host: string,
  index: LintIndex,
  external: ReadonlySet<string>,
  find: Find,
): void {
  if (external.has(`${entry.cluster} ${host}`)) return;
  if (serviceOfHost(host) === undefined) {
    find(
      entry,
      'spec.host',
      `is "${host}", which is no full name of a Service`,
      'Write "<service>.<namespace>.svc.cluster.local", or add a ServiceEntry for the host.',
    );
  } else if (serviceIn(index, entry.cluster, host) === undefined) {
    find(
      entry,
      'spec.host',
      `is "${host}", and ${entry.cluster} has no such Service`,
      'Name a Service of this cluster, or add it.',
    );
  }
}
