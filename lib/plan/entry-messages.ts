import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position | undefined;
}

/** Public apps in several regions, and nothing that sends users to one of them. */
export const entryMissing = defineMessage<Place & { apps: readonly string[] }>('plan/entry-missing', {
  severity: 'warning',
  strict: true,
  reason:
    'Without it nothing is written that sends users to a region, or away from one that is lost: they come only where somebody else sends them.',
  text: ({ at, apps }) => ({
    at,
    message: `${listed(apps)} ${apps.length === 1 ? 'is' : 'are'} public in several regions, and the fleet has no "entry"`,
    remedy:
      'Add "entry" to fleet.yaml, such as "entry: {route53: {hostedZone: …}}"; docs/reference/inputs.md has the other services.',
  }),
});

/** An interval of health checks that the service does not have. */
export const intervalUnknown = defineMessage<
  Place & { seconds: number; title: string; allowed: string; other: Position }
>('plan/entry-interval', {
  reason: 'The recovery times are computed with it, so it must be one that the health checks really have.',
  text: ({ at, seconds, title, allowed, other }) => ({
    at,
    message: `health checks of ${title} cannot be ${seconds}s apart`,
    remedy: `Set recovery.healthCheckInterval to ${allowed}.`,
    related: [{ label: 'the entry', at: other }],
  }),
});

/** Two clusters of one region that DNS cannot tell apart. */
export const regionShared = defineMessage<
  Place & { app: string; routing: string; region: string; clusters: readonly string[] }
>('plan/entry-region-shared', {
  reason: 'By latency, place and failover a name has one answer for a region; a second one is refused.',
  text: ({ at, app, routing, region, clusters }) => ({
    at,
    message: `${app} has routing "${routing}", and ${listed(clusters)} both stand for ${region}`,
    remedy: 'Use weighted-global, or name one cluster of each region in "clusters".',
  }),
});

/** Two apps on one host that users would have to be sent apart for. */
export const hostShared = defineMessage<
  Place & { app: string; host: string; differs: string; otherApp: string; other: Position }
>('plan/entry-host-shared', {
  reason: 'DNS sees a host and no path: users of one app would be sent where only the other runs.',
  text: ({ at, app, host, differs, otherApp, other }) => ({
    at,
    message: `${app} and ${otherApp} share ${host}, and differ in ${differs}`,
    remedy: `Give them the same ${differs}, or hosts of their own.`,
    related: [{ label: otherApp, at: other }],
  }),
});

/** A host that is the name of one cluster. */
export const hostOfRegion = defineMessage<
  Place & { app: string; host: string; cluster: string; other: Position }
>('plan/entry-host-of-region', {
  reason: 'By that name the health checks reach the cluster alone; it can lead nowhere else.',
  text: ({ at, app, host, cluster, other }) => ({
    at,
    message: `${app} takes ${host}, which is the name of ${cluster} itself`,
    remedy: 'Choose another host.',
    related: [{ label: 'the cluster', at: other }],
  }),
});

/** A cluster that the internet does not reach. */
export const entryInternal = defineMessage<{
  at: Position;
  cluster: string;
  entrypoint: string;
  apps: readonly string[];
}>('plan/entry-internal', {
  reason:
    'The internet does not reach its load balancer: neither would users, nor the health checks, which would take the region for lost.',
  text: ({ at, cluster, entrypoint, apps }) => ({
    at,
    message: `${cluster} has entrypoint "${entrypoint}", and the entry of the fleet sends users of ${listed(apps)} there`,
    remedy: 'Choose a public entrypoint, place the app elsewhere, or take "entry" out of fleet.yaml.',
  }),
});

/** A cluster that gets no users by their place. */
export const geoIdle = defineMessage<Place & { app: string; cluster: string; region: string }>(
  'plan/entry-geo-idle',
  {
    reason: 'Users are told apart by continent, and each continent goes to the region that is nearest to it.',
    text: ({ at, app, cluster, region }) => ({
      at,
      message: `${app} has routing "geo", and no continent is nearest to ${region}, so that ${cluster} gets no users`,
      remedy: 'Use latency, or leave the region out.',
    }),
  },
);

/** A routing that the service of the entry does not have. */
export const routingLacking = defineMessage<
  Place & { app: string; routing: string; title: string; because: string; other: Position }
>('plan/entry-routing', {
  reason: 'What the service cannot do would be done by nobody.',
  text: ({ at, app, routing, title, because, other }) => ({
    at,
    message: `${app} has routing "${routing}", which ${title} cannot keep`,
    reason: because,
    remedy: 'Use latency, or another service in "entry".',
    related: [{ label: 'the entry', at: other }],
  }),
});

/** A failover that a person is to confirm, with a service that does not wait for one. */
export const movesByItself = defineMessage<
  Place & { app: string; routing: string; title: string; because: string; other: Position }
>('plan/entry-moves-by-itself', {
  reason: 'Users would be moved before anybody has confirmed it.',
  text: ({ at, app, routing, title, because, other }) => ({
    at,
    message: `nothing may move the users of ${app} by itself, and with routing "${routing}" ${title} does`,
    reason: because,
    remedy: 'Use failover: automatic, another routing, or another service in "entry".',
    related: [{ label: 'the entry', at: other }],
  }),
});

/** An endpoint of Front Door whose name nobody has written down yet. */
export const endpointHostUnknown = defineMessage<Place>('plan/entry-endpoint-host', {
  severity: 'warning',
  reason:
    'Azure chooses the name of the endpoint when it makes it. Until it stands here, no record leads users there.',
  text: ({ at }) => ({
    at,
    message: 'the entry has no "frontDoor.endpointHost", so that public hosts have no record',
    remedy: 'Once the AfdEndpoint is there, write its status.hostName under entry.frontDoor.endpointHost.',
  }),
});

/** Gateways that anybody reaches past the edge. */
export const edgePassable = defineMessage<Place>('plan/entry-edge-passable', {
  severity: 'warning',
  reason:
    'The load balancers of the clusters are on the internet. Whoever knows their addresses goes past the edge, and past its firewall, its limits and its choice of a region.',
  text: ({ at }) => ({
    at,
    message:
      'the entry has no "frontDoor.profileId", so that every Gateway takes requests that did not come through Front Door',
    remedy: 'Once the Profile is there, write its status.frontDoorId under entry.frontDoor.profileId.',
  }),
});

/** A cluster that the Gateway of Google cannot send to. */
export const notBehind = defineMessage<Place & { what: string; cluster: string; other: Position }>(
  'plan/entry-not-behind',
  {
    reason:
      'A multi-cluster Gateway sends to what clusters of one fleet of Google export, and its users find nothing elsewhere.',
    text: ({ at, what, cluster, other }) => ({
      at,
      message: `${what} is in ${cluster}, which the Gateway of Google does not stand before`,
      remedy: `Set "entrypoint: gke-gateway-multicluster" and "multiClusterServices: gke" in clusters/${cluster}.yaml, or place it elsewhere.`,
      related: [{ label: 'the cluster', at: other }],
    }),
  },
);

/** A change by hand that the loss itself may stand in the way of. */
export const changeInLostRegion = defineMessage<Place & { app: string; region: string }>(
  'plan/entry-change-in-lost-region',
  {
    severity: 'warning',
    reason:
      'Route 53 answers, and asks health checks, everywhere, and takes changes in one region alone. With accelerated recovery of the hosted zone, changes are to be possible again within an hour.',
    text: ({ at, app, region }) => ({
      at,
      message: `a person moves the users of ${app} by a change of its records, and without ${region} Route 53 takes no change`,
      remedy:
        'Set traffic.failover to automatic, so that health checks move them, or turn accelerated recovery on and count its hour into recovery.decision.',
    }),
  },
);
