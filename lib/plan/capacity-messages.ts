import { defineMessage, type Position, type RelatedPlace } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position;
}
interface Related extends Place {
  readonly related: readonly RelatedPlace[];
}

/** A peak that the autoscaler may not follow. */
export const loadAboveMaximum = defineMessage<
  Related & { app: string; cluster: string; arithmetic: string; needed: number; max: number }
>('plan/load-above-maximum', {
  reason: 'At the declared peak the autoscaler would stop before the load is carried.',
  text: ({ at, app, cluster, arithmetic, needed, max, related }) => ({
    at,
    message: `in ${cluster}, ${app} needs ${arithmetic} = ${needed} replicas at its peak and may have ${max}`,
    remedy: `Set runtime.maxReplicasPerRegion to ${needed} or more.`,
    related,
  }),
});

/** A loss that the autoscaler may not follow. */
export const lossAboveMaximum = defineMessage<
  Related & {
    app: string;
    cluster: string;
    loss: string;
    arithmetic: string;
    needed: number;
    max: number;
    percent: number;
  }
>('plan/loss-above-maximum', {
  reason:
    'The fleet is meant to survive this loss, and those that are left would stop growing before they carry it.',
  text: ({ at, app, cluster, loss, arithmetic, needed, max, percent, related }) => ({
    at,
    message: `after the loss of ${loss}, ${app} in ${cluster} needs ${arithmetic} = ${needed} replicas and may have ${max}, which would be ${percent} % full`,
    remedy: `Set runtime.maxReplicasPerRegion to ${needed} or more, or take the loss out of "survive" in fleet.yaml.`,
    related,
  }),
});

/** An autoscaler that aims above what is safe. */
export const targetAboveCeiling = defineMessage<
  Related & { app: string; cluster: string; target: number; ceiling: number }
>('plan/target-above-ceiling', {
  reason: 'Replicas that are as full as that day by day have no room for what a loss adds.',
  text: ({ at, app, cluster, target, ceiling, related }) => ({
    at,
    message: `in ${cluster}, ${app} aims at a use of ${target} %, above the ceiling of ${ceiling} %`,
    remedy: `Set runtime.load.targetUtilisation below ${ceiling}; 60 leaves room for half as much again.`,
    related,
  }),
});

/** A pod for which no node is large enough. */
export const podAboveNode = defineMessage<
  Related & { app: string; cluster: string; resource: string; pod: string; node: string }
>('plan/pod-above-node', {
  reason: 'The scheduler would find no node for it, however many there are.',
  text: ({ at, app, cluster, resource, pod, node, related }) => ({
    at,
    message: `in ${cluster}, a pod of ${app} asks for ${pod} of ${resource}, its sidecar included, and a node has ${node} beside its daemons`,
    remedy: 'Ask for less in runtime.resources, or use larger nodes.',
    related,
  }),
});

/** Limits of node pools that the apps outgrow. */
export const clusterTooSmall = defineMessage<
  Place & {
    cluster: string;
    when: string;
    resource: string;
    arithmetic: string;
    needed: string;
    has: string;
    unknown: string;
  }
>('plan/cluster-too-small', {
  reason: 'Pods beyond that would wait for a node that may not be started.',
  text: ({ at, cluster, when, resource, arithmetic, needed, has, unknown }) => ({
    at,
    message: `${when}, ${cluster} needs ${arithmetic} = ${needed} of ${resource}, and may have ${has}${unknown}`,
    remedy: `Raise the limit to ${needed} or more, here and at the node pools, or plan for less load.`,
  }),
});

/** A quota of the provider that the nodes outgrow. */
export const quotaTooSmall = defineMessage<
  Place & { cluster: string; when: string; nodes: number; perNode: number; needed: number; has: number }
>('plan/quota-too-small', {
  reason: 'The provider refuses machines above its quota, whatever the node pools permit.',
  text: ({ at, cluster, when, nodes, perNode, needed, has }) => ({
    at,
    message: `${when}, ${cluster} needs ${nodes} nodes × ${perNode} = ${needed} virtual CPUs, and the quota is ${has}`,
    remedy: `Have the quota raised to ${needed} or more before the loss, not during it.`,
  }),
});

/** A range of pods that is too small for the nodes. */
export const addressesTooFew = defineMessage<
  Related & { cluster: string; nodes: number; perNode: number; needed: number; range: string; has: number }
>('plan/addresses-too-few', {
  reason:
    'A node that finds no free block starts no pods, and the range of a cluster cannot be widened in an outage.',
  text: ({ at, cluster, nodes, perNode, needed, range, has, related }) => ({
    at,
    message: `${cluster} may have ${nodes} nodes × ${perNode} addresses = ${needed}, and ${range} has ${has}`,
    remedy: 'Widen the range of the pods, use fewer and larger nodes, or lower capacity.cpu.',
    related,
  }),
});

/** More connections than the database takes. */
export const tooManyConnections = defineMessage<
  Related & { app: string; region: string; replicas: number; each: number; needed: number; max: number }
>('plan/too-many-connections', {
  reason: 'The database refuses the replicas that come last, in the moment when they are needed.',
  text: ({ at, app, region, replicas, each, needed, max, related }) => ({
    at,
    message: `in ${region}, ${app} may open ${replicas} replicas × ${each} = ${needed} connections, and its database takes ${max}`,
    remedy:
      'Put a pooler in front of it, open fewer per replica, or use a larger instance, in the standby too.',
    related,
  }),
});

/** An important app that nobody takes over. */
export const nothingTakesOver = defineMessage<
  Related & { app: string; losses: readonly string[]; why: string }
>('plan/nothing-takes-over', {
  severity: 'warning',
  strict: true,
  reason: 'The fleet is meant to survive this loss, and a tier-1 app would be away until it is over.',
  text: ({ at, app, losses, why, related }) => ({
    at,
    message: `nothing takes over for ${app} after the loss of ${listed(losses)}: ${why}`,
    remedy: 'Add a region, choose a data mode with a standby, or lower the criticality.',
    related,
  }),
});

/** More regions than an unimportant app is worth. */
export const regionsBeyondNeed = defineMessage<Place & { app: string; regions: number; factor: string }>(
  'plan/regions-beyond-need',
  {
    severity: 'warning',
    reason:
      'Several regions cost two to three times as much as several zones, and a tier-3 app may be away for a while.',
    text: ({ at, app, regions, factor }) => ({
      at,
      message: `${app} is tier-3 and runs in ${regions} regions, at about ${factor} the cost of one`,
      remedy: 'Place it in one region, or raise its criticality if it is needed everywhere.',
    }),
  },
);

/** A way back that is longer than what is promised. */
export const rtoTooShort = defineMessage<
  Related & {
    app: string;
    rto: string;
    loss: string;
    arithmetic: string;
    seconds: string;
    until: string;
    remedy: string;
  }
>('plan/rto-too-short', {
  reason: 'Every step on the way back takes its time, and they follow one another.',
  text: ({ at, app, rto, loss, arithmetic, seconds, until, remedy, related }) => ({
    at,
    message: `${app} promises an RTO of ${rto}, and the loss of ${loss} takes ${arithmetic} = ${seconds}${until}`,
    remedy,
    related,
  }),
});

/** A promise to be back from a loss that nothing brings the app back from. */
export const rtoImpossible = defineMessage<Related & { app: string; rto: string; loss: string }>(
  'plan/rto-impossible',
  {
    reason: 'Nothing takes its requests, and there is no cluster that its data could be restored in.',
    text: ({ at, app, rto, loss, related }) => ({
      at,
      message: `${app} promises an RTO of ${rto}, and after the loss of ${loss} it is away until that is back`,
      remedy: 'Take the RTO out, add a region, or choose a data mode that another region can take over.',
      related,
    }),
  },
);
