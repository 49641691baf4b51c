import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position;
}

/** More clouds than there is a reason for. */
export const providersBeyondNeed = defineMessage<
  Place & { app: string; providers: readonly string[]; factor: string }
>('plan/providers-beyond-need', {
  severity: 'warning',
  reason:
    'Identity, networks, databases and quotas differ between providers, and each must be run and drilled twice; regions of one provider fail apart from one another.',
  text: ({ at, app, providers, factor }) => ({
    at,
    message: `${app} runs on ${listed(providers)}, at about ${factor} the cost of one cluster, and none of its clusters is there for regulation`,
    remedy: 'Place it on one provider, or say `reason: regulation` in the cluster that the law asks for.',
  }),
});

/** An important app whose replicas may all be in one zone. */
export const notSpread = defineMessage<
  Place & { app: string; criticality: string; cluster: string; zones: number }
>('plan/not-spread', {
  severity: 'warning',
  strict: true,
  reason:
    'The scheduler may put all replicas into one zone, and the loss of that zone takes the app with it.',
  text: ({ at, app, criticality, cluster, zones }) => ({
    at,
    message: `${app} is ${criticality}, and nothing spreads its replicas over the ${zones} zones of ${cluster}`,
    remedy: 'Set runtime.topologySpread to zone.',
  }),
});

/** A cluster beyond what Kubernetes is tested with. */
export const clusterTooLarge = defineMessage<Place & { cluster: string; nodes: number; most: number }>(
  'plan/cluster-too-large',
  {
    severity: 'warning',
    reason:
      'Kubernetes is tested with 5,000 nodes, and a cluster is a failure domain: the larger it is, the more fails with it.',
    text: ({ at, cluster, nodes, most }) => ({
      at,
      message: `${cluster} may grow to ${nodes} nodes, more than ${most}`,
      remedy: 'Split it into two clusters, use larger nodes, or lower capacity.cpu.',
    }),
  },
);

/** A mesh over several clusters that nothing crosses. */
export const meshWithoutCalls = defineMessage<Place & { clusters: readonly string[] }>(
  'plan/mesh-without-calls',
  {
    severity: 'warning',
    reason: 'A mesh over clusters is gateways, certificates and upgrades to be looked after.',
    text: ({ at, clusters }) => ({
      at,
      message: `${listed(clusters)} are in one mesh, and no app is called, or taken over, from another cluster`,
      remedy: 'Set `mesh: none` in clusters that are new, or declare the calls.',
    }),
  },
);
