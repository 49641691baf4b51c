import { defineMessage, type Position } from '../core/diagnostic';
import { counted, listed } from '../core/text';

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

/** A production cluster in so few zones that one of them is half of it, or all. */
export const tooFewZones = defineMessage<Place & { cluster: string; zones: number }>('plan/too-few-zones', {
  severity: 'warning',
  reason:
    'The loss of one of two zones takes half of a cluster at once, that of the only one takes all of it, and what decides by a majority stops with either.',
  text: ({ at, cluster, zones }) => ({
    at,
    message: `${cluster} is of production, and in ${counted(zones, 'zone', 'zones')}`,
    remedy: 'Add zones until there are three, or move it to a region that has three.',
  }),
});

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

/** A cluster that is to start pods on its own, and would pull their images from elsewhere. */
export const imagesElsewhere = defineMessage<
  Place & { cluster: string; region: string; registry: string; other: Position }
>('plan/autonomy-images', {
  reason:
    'A pod that is moved to another node pulls its image anew, and on that day nothing outside answers.',
  text: ({ at, cluster, region, registry, other }) => ({
    at,
    message: `${cluster} is to start pods on its own, and registry "${registry}" has no mirror in ${region}`,
    remedy: `Add ${region} to its "mirrors", or set autonomy to none.`,
    related: [{ label: 'the registry', at: other }],
  }),
});

/** A cluster that is to serve on its own, and has an app that others answer for. */
export const servesElsewhere = defineMessage<Place & { cluster: string; what: string; other: Position }>(
  'plan/autonomy-calls',
  {
    reason: 'Cut off, the app runs there and fails what it is asked.',
    text: ({ at, cluster, what, other }) => ({
      at,
      message: `${cluster} is to serve on its own, and ${what}`,
      remedy: 'Place what is missing in the cluster too, or set autonomy to restart.',
      related: [{ label: 'the app', at: other }],
    }),
  },
);

/** Statements about writes in several regions, where one takes them. */
export const activeActiveUnread = defineMessage<Place & { app: string; mode: string; other: Position }>(
  'plan/active-active-unread',
  {
    reason: 'In this mode no two regions write the same thing.',
    text: ({ at, app, mode, other }) => ({
      at,
      message: `${app} says what makes active-active safe, with data mode "${mode}"`,
      remedy: 'Take "activeActive" out, or set the mode to active-active.',
      related: [{ label: 'the mode', at: other }],
    }),
  },
);

/** An important app that drops writes on an ordinary day. */
export const writesDropped = defineMessage<Place & { app: string; criticality: string }>(
  'plan/writes-dropped',
  {
    severity: 'warning',
    reason:
      'Of two writes to one thing that two regions take within the lag of the replication, the older is dropped without a word, on any day and not only after a loss.',
    text: ({ at, app, criticality }) => ({
      at,
      message: `${app} is ${criticality}, and lets the last writer win`,
      remedy:
        'Merge the writes, or give each thing one region that takes its writes (regional-writes-global-reads).',
    }),
  },
);

/** A cell that fails together with another one. */
export const callCrossesCells = defineMessage<
  Place & { other: Position } & { caller: string; callee: string; own: string; theirs: string }
>('plan/call-crosses-cells', {
  reason: 'Tenants are parted into cells so that what breaks one leaves the others alone.',
  text: ({ at, caller, callee, own, theirs, other }) => ({
    at,
    message: `${caller} in ${own} calls ${callee} in ${theirs}`,
    remedy: `Run a ${callee} for ${own}, or put it into a cell without tenants, which all share.`,
    related: [{ label: callee, at: other }],
  }),
});

/** Tries that do a thing twice. */
export const triesRepeatEffects = defineMessage<Place & { app: string; retries: number; other: Position }>(
  'plan/tries-repeat-effects',
  {
    reason:
      'A request whose answer is lost together with its region is tried again in the next one, and both have done what it asks.',
    text: ({ at, app, retries, other }) => ({
      at,
      message: `${app} is tried up to ${counted(retries, 'time', 'times')} more, and a request that is tried again takes effect twice`,
      remedy: 'Set traffic.retries to 0, or let the regions share keys by which they know a request again.',
      related: [{ label: 'the tries', at: other }],
    }),
  },
);

/** Sessions that no region has for long. */
export const sessionsScattered = defineMessage<Place & { app: string; other: Position }>(
  'plan/sessions-scattered',
  {
    severity: 'warning',
    reason: 'Shares are of requests, not of users: the next request of a user may be answered elsewhere.',
    text: ({ at, app, other }) => ({
      at,
      message: `${app} keeps sessions in one region, and sends each region a share of all requests`,
      remedy: 'Share the sessions among the regions, or use routing "latency" without weights.',
      related: [{ label: 'the shares', at: other }],
    }),
  },
);
