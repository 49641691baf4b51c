import { listOf, objectOf, textOf, valueAt } from '../../core/json';
import type { Json, JsonObject } from '../../core/manifest';
import { onceFor } from '../../core/once-for';
import type { Cluster } from '../../fleet/fleet';
import { MONITORING_NAMESPACE, PROMETHEUS_POD_LABELS } from '../../plan/names';
import { readSelector, selects } from '../../simulate/label-selector';
import type { PodWorkload } from '../../simulate/network';
import { eastWestWorkload, ingressWorkload, podWorkload } from '../call-graph';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';

/** Prometheus reaches every pod that a PodMonitor of its own namespace tells it to ask. */
export const scrapesAreOpen = defineRule({
  name: 'scrape-shut',
  reason: 'Pods that Prometheus cannot reach show nothing, and no alert on them ever fires.',
  check(index, find) {
    for (const entry of index.ofType('PodMonitor.monitoring.coreos.com')) checkMonitor(entry, index, find);
  },
});

/** Its operator makes the pods of Prometheus, so that no object describes them. */
const prometheusIn: (cluster: Cluster) => PodWorkload = onceFor(({ id }) => ({
  cluster: id,
  namespace: MONITORING_NAMESPACE,
  name: 'Prometheus',
  serviceAccount: 'prometheus',
  labels: PROMETHEUS_POD_LABELS,
  namedPorts: {},
}));

function checkMonitor(entry: LintEntry, index: LintIndex, find: Find): void {
  const spec = objectOf(valueAt(entry.object, 'spec'));
  const cluster = index.clusters.get(entry.cluster);
  if (cluster === undefined) return;
  const selector = readSelector(spec['selector']);
  const targets = namespacesOf(spec, entry)
    .flatMap((namespace) => podsIn(namespace, cluster, index))
    .filter(({ labels }) => selects(selector, labels));
  for (const endpoint of listOf(spec['podMetricsEndpoints'])) {
    for (const target of targets) checkWay(entry, prometheusIn(cluster), target, endpoint, index, find);
  }
}

/** Of namespaces that it takes without naming them nothing is known here. */
function namespacesOf(spec: JsonObject, entry: LintEntry): readonly string[] {
  const selector = spec['namespaceSelector'];
  if (selector === undefined) return [entry.namespace];
  return listOf(valueAt(selector, 'matchNames')).flatMap((name) => textOf(name) ?? []);
}

/** What the tree describes there, and the gateways, whose pods Istio makes. */
function podsIn(namespace: string, cluster: Cluster, index: LintIndex): readonly PodWorkload[] {
  const gateways = cluster.mesh === 'none' ? [] : [ingressWorkload(cluster), eastWestWorkload(cluster)];
  return [
    ...index.podTemplatesIn(cluster.id, namespace).map(podWorkload),
    ...gateways.filter((gateway) => gateway.namespace === namespace),
  ];
}

function checkWay(
  entry: LintEntry,
  from: PodWorkload,
  to: PodWorkload,
  endpoint: Json,
  index: LintIndex,
  find: Find,
): void {
  const number = portOf(endpoint, to);
  if (number === undefined) return;
  const verdict = index.network.canReach(from, to, { number, protocol: 'TCP' });
  if (verdict.open) return;
  find(
    entry,
    'spec.podMetricsEndpoints',
    `cannot be asked: port ${number} of ${to.name} is shut to Prometheus at ${verdict.closedAt}`,
    'Open the way in the policies that this names.',
  );
}

/** The port that is asked in the end: that of the address which a relabelling writes, else the one that is named. */
function portOf(endpoint: Json, { namedPorts }: PodWorkload): number | undefined {
  const written = listOf(objectOf(endpoint)['relabelings'])
    .map(objectOf)
    .find(({ targetLabel }) => targetLabel === '__address__');
  const address = /:(\d+)$/.exec(textOf(written?.['replacement']) ?? '')?.[1];
  return address === undefined ? namedPorts[textOf(objectOf(endpoint)['port']) ?? ''] : Number(address);
}
