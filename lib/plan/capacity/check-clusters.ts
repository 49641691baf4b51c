import type { Diagnostic } from '../../core/diagnostic';
import { listed, sortedBy } from '../../core/text';
import { formatBytes, formatMillicores } from '../../core/units';
import type { Cluster } from '../../fleet/fleet';
import * as fleetSay from '../../fleet/messages';
import * as say from '../capacity-messages';
import { quotaBelowPools } from '../node-messages';
import { vcpusOf } from '../nodes/machine';
import { nodePoolsOf } from '../nodes/pools';
import { podRequests } from '../quota';
import { writtenAt } from '../written-at';
import { largest, whenOf } from './worst-need';
import type { AppCapacity } from './app-capacity';
import type { Capacity } from './capacity';
import { addressNeed, type ClusterNeeds } from './cluster-needs';

type Report = (diagnostic: Diagnostic) => void;

/** Reports clusters that cannot hold what their apps need at worst: CPU, memory, quota, addresses. */
export function checkClusterNeeds({ clusters, apps }: Capacity, report: Report): void {
  checkDeclared(apps, report);
  for (const needs of clusters) {
    const here = apps.filter(({ plan }) => plan.placed.includes(needs.cluster));
    const fits = here.map((app) => checkPod(app, needs, report));
    if (fits.includes(false)) continue;
    checkLimits(needs, report);
    checkAddresses(needs, report);
  }
}

/** A cluster with apps whose load is known, and of which nobody says how far it can grow. */
function checkDeclared(apps: readonly AppCapacity[], report: Report): void {
  const silent = new Set<Cluster>();
  for (const { plan, context } of apps) {
    if (context.tiers === undefined) continue;
    for (const cluster of plan.placed) if (cluster.capacity === undefined) silent.add(cluster);
  }
  for (const { id, source } of sortedBy(silent, (cluster) => cluster.id)) {
    report(
      fleetSay.missingFact({
        at: source.at(['clusterId']),
        subject: id,
        field: 'capacity',
        effect: 'Whether its nodes can grow to what a loss asks of them cannot be proven.',
        remedy:
          'Add "capacity" with cpu, memory and node: the limits of its node pools, and what one node gives.',
      }),
    );
  }
}

function checkPod({ plan }: AppCapacity, { cluster, capacity }: ClusterNeeds, report: Report): boolean {
  const pod = podRequests(plan.app, cluster);
  const { node, daemons } = capacity;
  const rows = [
    ['CPU', 'cpu', pod.cpuMillicores, node.cpuMillicores - daemons.cpuMillicores, formatMillicores],
    ['memory', 'memory', pod.memoryBytes, node.memoryBytes - daemons.memoryBytes, formatBytes],
  ] as const;
  const row = rows.find(([, , asked, left]) => asked > left);
  if (row === undefined) return true;
  const [resource, field, asked, left, format] = row;
  report(
    say.podAboveNode({
      at: writtenAt(plan.app, cluster, ['runtime', 'resources', field]),
      app: plan.app.name,
      cluster: cluster.id,
      resource,
      pod: format(asked),
      node: format(Math.max(0, left)),
      related: [{ label: 'the node', at: cluster.source.at(['capacity', 'node', field]) }],
    }),
  );
  return false;
}

function checkLimits({ cluster, capacity, needs, atMaximum }: ClusterNeeds, report: Report): void {
  const { id, source } = cluster;
  const { daemons } = capacity;
  const unknown =
    atMaximum.length === 0 ? '' : `; ${listed(atMaximum)} counted at the maximum, for want of a load`;
  const rows = [
    ['CPU', 'cpu', 'cpuMillicores', formatMillicores],
    ['memory', 'memory', 'memoryBytes', formatBytes],
  ] as const;
  for (const [resource, field, key, format] of rows) {
    const worst = largest(needs, (need) => need[key]);
    if (worst === undefined || worst[key] <= capacity[key]) continue;
    const { nodes, pods } = worst;
    const ofPods = format(worst[key] - nodes * daemons[key]);
    const arithmetic = `${ofPods} for ${pods} pods + ${nodes} nodes × ${format(daemons[key])} of daemons`;
    report(
      say.clusterTooSmall({
        at: source.at(['capacity', field]),
        cluster: id,
        when: whenOf(worst),
        resource,
        arithmetic,
        needed: format(worst[key]),
        has: format(capacity[key]),
        unknown,
      }),
    );
  }
  checkQuota({ cluster, capacity, needs }, report);
}

function checkQuota(
  { cluster, capacity, needs }: Pick<ClusterNeeds, 'cluster' | 'capacity' | 'needs'>,
  report: Report,
): void {
  const worst = largest(needs, ({ vcpus }) => vcpus);
  const has = capacity.vcpuQuota;
  if (worst === undefined || has === undefined) return;
  if (worst.vcpus <= has) return checkPools(cluster, has, report);
  const figures = { nodes: worst.nodes, perNode: vcpusOf(capacity.node), needed: worst.vcpus, has };
  const at = cluster.source.at(['capacity', 'vcpuQuota']);
  report(say.quotaTooSmall({ at, cluster: cluster.id, when: whenOf(worst), ...figures }));
}

/** What the plan needs fits the quota; the pools may still ask for more. */
function checkPools(cluster: Cluster, quota: number, report: Report): void {
  const vcpus = nodePoolsOf(cluster).reduce((sum, pool) => sum + pool.vcpus, 0);
  if (vcpus <= quota) return;
  const at = cluster.source.at(['capacity', 'vcpuQuota']);
  report(quotaBelowPools({ at, cluster: cluster.id, vcpus, quota }));
}

function checkAddresses({ cluster, capacity }: ClusterNeeds, report: Report): void {
  const { networks, source, id } = cluster;
  if (networks === undefined) return;
  const { nodes, perNode, addresses } = addressNeed(cluster, capacity);
  const has = networks.pods.last - networks.pods.first + 1;
  if (addresses <= has) return;
  report(
    say.addressesTooFew({
      at: source.at(['networks', 'pods']),
      cluster: id,
      nodes,
      perNode,
      needed: addresses,
      range: networks.pods.text,
      has,
      related: [
        { label: 'how far it may grow', at: source.at(['capacity', 'cpu']) },
        { label: 'how nodes take addresses', at: source.at(['networkMode']) },
      ],
    }),
  );
}
