import { valueAt } from '../../core/json';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import { serviceIn, serviceOfHost } from '../mesh-host';

/** In a namespace without sidecars a waypoint reads the rules for its hosts. */
export const ambientHostsHaveAWaypoint = defineRule({
  name: 'ambient-without-waypoint',
  reason:
    'ztunnel reads no DestinationRule: without a waypoint there is neither an order of regions nor an ejection.',
  check(index, find) {
    const ambient = new Map<string, LintEntry>();
    for (const entry of index.ofType('Namespace'))
      if (labelOf(entry, 'istio.io/dataplane-mode') === 'ambient')
        ambient.set(`${entry.cluster} ${entry.name}`, entry);
    if (ambient.size === 0) return;
    for (const { entry, host, policies } of index.trafficRules) {
      const namespace = ambient.get(`${entry.cluster} ${serviceOfHost(host)?.namespace}`);
      const goesByPlace = policies.some((policy) => policy.failsOver || policy.distributes);
      if (namespace === undefined || !goesByPlace) continue;
      if (hasWaypoint(serviceIn(index, entry.cluster, host)) || hasWaypoint(namespace)) continue;
      find(
        entry,
        'spec.host',
        `is "${host}", in an ambient namespace without a waypoint`,
        'Label the Service or its namespace with istio.io/use-waypoint.',
      );
    }
  },
});

function hasWaypoint(entry: LintEntry | undefined): boolean {
  const waypoint = labelOf(entry, 'istio.io/use-waypoint');
  return waypoint !== undefined && waypoint !== 'none';
}

function labelOf(entry: LintEntry | undefined, label: string): unknown {
  return valueAt(entry?.object, 'metadata', 'labels', label);
}
