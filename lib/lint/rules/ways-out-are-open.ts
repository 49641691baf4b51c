import { parseCidr } from '../../core/cidr';
import { onceFor } from '../../core/once-for';
import type { App, Cluster } from '../../fleet/fleet';
import { cloudIdentityOf } from '../../plan/cloud-identity';
import { SYSTEM_NAMESPACE } from '../../plan/names';
import type { AddressRange } from '../../simulate/address-ranges';
import type { Outside, PodWorkload, Port } from '../../simulate/network';
import { makerOf, workloadsOf } from '../call-graph';
import { defineRule, type Find } from '../define-rule';
import type { LintIndex } from '../lint-index';

/** A way that an app counts on, and that no other app is at the end of. */
interface WayOut {
  readonly to: PodWorkload | Outside;
  readonly port: Port;
}

/** Names, what the contract calls outside the fleet, and the cloud where it gives the app permissions: all can be reached. */
export const waysOutAreOpen = defineRule({
  name: 'way-out-shut',
  reason:
    'Without names nothing is found; a call that is declared, or a permission that is granted, is of no use behind a shut way.',
  check(index, find) {
    for (const plan of index.plan.apps)
      for (const workload of workloadsOf(plan, index)) checkWorkload(plan.app, workload, index, find);
  },
});

function checkWorkload(app: App, workload: PodWorkload, index: LintIndex, find: Find): void {
  const cluster = index.clusters.get(workload.cluster);
  const maker = makerOf(workload, index);
  if (cluster === undefined || maker === undefined) return;
  for (const { to, port } of [...namesIn(cluster), ...external(app, cluster), ...cloud(app, cluster)]) {
    const verdict = index.network.canReach(workload, to, port);
    if (verdict.open) continue;
    find(
      maker,
      'pods',
      `do not get to ${to.name} on port ${port.number}: the way ends at ${verdict.closedAt}`,
      'Leave the policies alone that Meridian writes, or open this way in another one.',
    );
  }
}

/** What answers for names: pods that are the service's own, or the node itself. */
const namesIn = onceFor((cluster: Cluster): readonly WayOut[] => {
  const pods: PodWorkload = {
    cluster: cluster.id,
    namespace: SYSTEM_NAMESPACE,
    name: 'the names of the cluster',
    serviceAccount: '',
    labels: { 'k8s-app': 'kube-dns' },
    namedPorts: {},
  };
  return [pods, ...cluster.dnsAddresses.flatMap((cidr) => outside('the names of the node', cidr))].flatMap(
    (to) => (['UDP', 'TCP'] as const).map((protocol) => ({ to, port: { number: 53, protocol } })),
  );
});

function external(app: App, cluster: Cluster): readonly WayOut[] {
  return app
    .in(cluster)
    .facets.calls.external.flatMap(({ name, cidrs, port }) =>
      cidrs.map((range) => ({ to: { name, addresses: [range] }, port: tcp(port) })),
    );
}

/** Some address of the internet stands for all that clouds have, since nobody lists theirs. */
const SOMEWHERE = '198.51.100.7/32';

function cloud(app: App, cluster: Cluster): readonly WayOut[] {
  if (cloudIdentityOf(app, cluster) === undefined) return [];
  const credentials = cluster.identityEndpoints
    .filter(({ except }) => except === undefined)
    .flatMap(({ cidr, port }) =>
      outside('the credentials of the cloud', cidr).map((to) => ({ to, port: tcp(port) })),
    );
  const inside = cluster.networks?.privateEndpoints.map(({ text }) => text) ?? [];
  const apis = [SOMEWHERE, ...inside].flatMap((cidr) => outside('the APIs of the cloud', cidr));
  return [...credentials, ...apis.map((to) => ({ to, port: tcp(443) }))];
}

function outside(name: string, cidr: string): readonly Outside[] {
  const range: AddressRange | undefined = parseCidr(cidr);
  return range === undefined ? [] : [{ name, addresses: [range] }];
}

function tcp(number: number): Port {
  return { number, protocol: 'TCP' };
}
