import { hostsOf, withoutRepeats, type LocalityHosts } from '../../lib/simulate/traffic/hosts';
import { ISTIO_1_31, type IstioVersion } from '../../lib/simulate/traffic/istio-version';
import { trafficPolicy, type TrafficPolicy } from '../../lib/simulate/traffic/locality-policy';
import { readMeshSettings } from '../../lib/simulate/traffic/mesh-settings';
import { assignPriorities } from '../../lib/simulate/traffic/priorities';
import type { Assignment, Shares } from '../../lib/simulate/traffic/shares';
import {
  withTopology,
  type ClientView,
  type EndpointGroup,
  type Gateway,
} from '../../lib/simulate/traffic/view';

/** A group of pods: in `<region>/<zone>` of a cluster, which is a network of its own unless one is named. */
export function pods(
  cluster: string,
  place: string,
  total: number,
  more: Partial<EndpointGroup> = {},
): EndpointGroup {
  const [region = '', zone = ''] = place.split('/');
  const ready = more.ready ?? total;
  return {
    cluster,
    network: cluster,
    locality: { region, zone },
    labels: {},
    total,
    ready,
    answering: Math.min(ready, more.answering ?? ready),
    ...more,
  };
}

/** The gateway of a cluster that is a network of its own. */
export function gateway(cluster: string, more: Partial<Gateway> = {}): Gateway {
  return { cluster, network: cluster, addresses: 1, failing: 0, ...more };
}

/** A client in `<region>/<zone>` of a cluster, with the gateways of all clusters that its view has pods in. */
export function client(
  cluster: string,
  place: string,
  groups: readonly EndpointGroup[],
  more: Partial<ClientView> = {},
): ClientView {
  const [region = '', zone = ''] = place.split('/');
  const clusters = [...new Set(groups.map((group) => group.cluster))];
  return {
    cluster,
    network: cluster,
    locality: { region, zone },
    labels: {},
    groups,
    gateways: clusters.map((one) => gateway(one)),
    ...more,
  };
}

/** The policy of a rule with this trafficPolicy; without one there is no rule. */
export function policyOf(
  policy?: object,
  version: IstioVersion = ISTIO_1_31,
  values: object = {},
): TrafficPolicy {
  const rule = { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'rule' } };
  return trafficPolicy({
    rules: policy === undefined ? [] : [{ ...rule, spec: { host: 'host', trafficPolicy: policy } } as never],
    port: 8080,
    mesh: readMeshSettings(values as never),
    version,
  });
}

/** What istiod sends, before Envoy drops repeated gateways. */
export function sentTo(
  view: ClientView,
  policy: TrafficPolicy,
  version = ISTIO_1_31,
): readonly LocalityHosts[] {
  const { cluster, network, locality } = view;
  const labels = withTopology(view.labels, locality, cluster, network);
  return assignPriorities(hostsOf(view, policy), { locality, labels }, policy.locality, version);
}

/** What a client's Envoy balances over. */
export function assignmentOf(view: ClientView, policy: TrafficPolicy, version = ISTIO_1_31): Assignment {
  return { localities: withoutRepeats(sentTo(view, policy, version)), policy };
}

/** Percent of the requests by cluster, rounded to hundredths; what reaches nobody is under `nobody`. */
export function byCluster({ hosts, unroutedPercent }: Shares): Readonly<Record<string, number>> {
  const result: Record<string, number> = {};
  const add = (key: string, percent: number): void => {
    if (percent > 0) result[key] = (result[key] ?? 0) + percent;
  };
  for (const { hosts: one, percent } of hosts) add(one.cluster, percent);
  add('nobody', unroutedPercent);
  return Object.fromEntries(
    Object.entries(result).map(([key, value]) => [key, Math.round(value * 100) / 100]),
  );
}
