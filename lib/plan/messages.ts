import { defineMessage, type Position } from '../core/diagnostic';
import { counted, listed } from '../core/text';

interface Place {
  readonly at: Position;
}
interface TwoPlaces extends Place {
  readonly other: Position;
}

/** An app that is placed outside the geographies that its data may not leave. */
export const outsideResidency = defineMessage<
  TwoPlaces & { app: string; cluster: string; geography: string; allowed: readonly string[] }
>('plan/outside-residency', {
  reason: 'Residency is enforced by placement: where the app does not run, its data cannot go.',
  text: ({ at, app, cluster, geography, allowed, other }) => ({
    at,
    message: `${app} may not leave ${listed(allowed)}, and ${cluster} is in ${geography}`,
    remedy: 'Remove the region, or widen the residency if the law allows it.',
    related: [{ label: 'the residency', at: other }],
  }),
});

/** A data mode that needs more regions than the app has. */
export const tooFewRegions = defineMessage<
  Place & { app: string; mode: string; regions: number; least: number }
>('plan/too-few-regions', {
  reason: 'The mode keeps copies in other regions; without them its promise is empty.',
  text: ({ at, app, mode, regions, least }) => ({
    at,
    message: `${app} has data mode "${mode}" in ${counted(regions, 'region')}; it takes ${least}`,
    remedy: `Add ${counted(least - regions, 'region')}, or choose a mode that fewer regions can keep.`,
  }),
});

/** An RPO of zero that the mode cannot keep. */
export const rpoImpossible = defineMessage<TwoPlaces & { app: string; mode: string; rpo: string }>(
  'plan/rpo-impossible',
  {
    reason:
      'Replication between regions is asynchronous in this mode: the last writes before a loss are not copied yet.',
    text: ({ at, app, mode, rpo, other }) => ({
      at,
      message: `${app} promises an RPO of ${rpo} with data mode "${mode}"`,
      remedy: 'Promise the replication lag, such as 1m, or use a consensus database.',
      related: [{ label: 'the mode', at: other }],
    }),
  },
);

/** A primary where nobody writes alone. */
export const primaryWithoutWriter = defineMessage<TwoPlaces & { app: string; mode: string }>(
  'plan/primary-without-writer',
  {
    reason: 'Only modes with one writer have a primary; here it would be read by nobody.',
    text: ({ at, app, mode, other }) => ({
      at,
      message: `${app} names a primary, and data mode "${mode}" has none`,
      remedy: 'Remove it, or choose a mode with one writer.',
      related: [{ label: 'the mode', at: other }],
    }),
  },
);

/** A primary that is no single cluster of the app. */
export const primaryUnclear = defineMessage<
  Place & { app: string; primary: string; candidates: readonly string[] }
>('plan/primary-unclear', {
  reason: 'Exactly one cluster may take the writes, or two of them will.',
  text: ({ at, app, primary, candidates }) => ({
    at,
    message: `the primary of ${app}${primary === '' ? '' : `, "${primary}",`} is not one cluster that runs it`,
    remedy: `Set data.primary to ${listed(candidates, 'or')}.`,
  }),
});

/** Automatic failover that would spread writes. */
export const severalStandbys = defineMessage<Place & { app: string; standby: readonly string[] }>(
  'plan/several-standbys',
  {
    reason:
      'The mesh can prefer the primary, and cannot order what lies behind it: writes would go to all standbys at once.',
    text: ({ at, app, standby }) => ({
      at,
      message: `${app} fails over automatically from one writer to ${counted(standby.length, 'standby', 'standbys')}: ${listed(standby)}`,
      remedy: 'Set traffic.failover to manual-confirmed, or narrow the app to two clusters.',
    }),
  },
);

/** Automatic failover to where the data is not. */
export const standbyWithoutData = defineMessage<
  Place & { app: string; mode: string; standby: readonly string[] }
>('plan/standby-without-data', {
  reason:
    'Without a live copy of the data, requests that fail over are refused, or written where they are lost.',
  text: ({ at, app, mode, standby }) => ({
    at,
    message: `${app} fails over automatically to ${listed(standby)}, and data mode "${mode}" keeps no live copy there`,
    remedy: 'Set traffic.failover to manual-confirmed, or choose a mode with a standby.',
  }),
});

/** Automatic failover to where nobody could answer. */
export const standbyIdle = defineMessage<Place & { app: string; mode: string; standby: readonly string[] }>(
  'plan/standby-idle',
  {
    reason:
      'One replica waits there. The whole load would reach it at once, before its autoscaler has looked.',
    text: ({ at, app, mode, standby }) => ({
      at,
      message: `${app} fails over automatically to ${listed(standby)}, where data mode "${mode}" keeps it at one replica`,
      remedy: 'Set traffic.failover to manual-confirmed, or choose hot-standby.',
    }),
  },
);

/** A primary that shares its region with a standby. */
export const primaryNotAlone = defineMessage<
  Place & { app: string; primary: string; other: string; region: string }
>('plan/primary-not-alone', {
  reason: 'Traffic is sent to a region, and both clusters of that region would get it.',
  text: ({ at, app, primary, other, region }) => ({
    at,
    message: `${app} sends everything to the primary ${primary}, and ${other} in ${region} would get a share`,
    remedy: 'Narrow the app with "clusters" to one cluster of that region.',
  }),
});

/** Part of the failover order that the mesh cannot follow. */
export const orderNotExpressible = defineMessage<
  Place & { app: string; client: string; named: readonly string[]; rest: readonly string[] }
>('plan/order-not-expressible', {
  severity: 'warning',
  reason: 'Istio takes one successor for each region; all other regions share the last place.',
  text: ({ at, app, client, named, rest }) => ({
    at,
    message: `clients in ${client} use ${app} in ${named.join(', then in ')}, and after that in ${listed(rest)} in no order`,
    remedy: 'Accept it, or place the app in at most three regions.',
  }),
});

/** A call that the other side does not allow. */
export const callNotAllowed = defineMessage<TwoPlaces & { caller: string; callee: string }>(
  'plan/call-not-allowed',
  {
    reason: 'Calls are shut unless both sides declare them.',
    text: ({ at, caller, callee, other }) => ({
      at,
      message: `${caller} calls ${callee}, which does not let it`,
      remedy: `Add "${caller}" to calls.from of apps/${callee}/app.yaml, or remove the call.`,
      related: [{ label: `who may call ${callee}`, at: other }],
    }),
  },
);

/** A permission that nobody uses. */
export const callNotMade = defineMessage<TwoPlaces & { caller: string; callee: string }>(
  'plan/call-not-made',
  {
    reason: 'A way that stands open for nobody is one that only an intruder will use.',
    text: ({ at, caller, callee, other }) => ({
      at,
      message: `${callee} lets ${caller} call it, which does not`,
      remedy: `Add "${callee}" to calls.to of apps/${caller}/app.yaml, or remove the permission.`,
      related: [{ label: `what ${caller} calls`, at: other }],
    }),
  },
);

/** A call to an app that cannot be reached. */
export const callToNowhere = defineMessage<TwoPlaces & { caller: string; callee: string }>(
  'plan/call-to-nowhere',
  {
    reason: 'An app with exposure "none", or without an open port, has no Service.',
    text: ({ at, caller, callee, other }) => ({
      at,
      message: `${caller} calls ${callee}, which nobody can reach`,
      remedy: `Set traffic.exposure of ${callee} to internal and give it a port, or remove the call.`,
      related: [{ label: callee, at: other }],
    }),
  },
);

/** Hosts of an app that is not public. */
export const routeWithoutExposure = defineMessage<Place & { app: string; field: string; exposure: string }>(
  'plan/route-without-exposure',
  {
    reason: 'Only public apps have a route from outside, so nobody reads the field.',
    text: ({ at, app, field, exposure }) => ({
      at,
      message: `${app} has "${field}" and exposure "${exposure}"`,
      remedy: 'Set traffic.exposure to public, or remove the field.',
    }),
  },
);

/** A public app without an HTTP port. */
export const noRoutePort = defineMessage<TwoPlaces & { app: string }>('plan/no-route-port', {
  reason: 'The public route sends to the first HTTP port.',
  text: ({ at, app, other }) => ({
    at,
    message: `${app} is public and has no HTTP port`,
    remedy: 'Add a port with protocol http.',
    related: [{ label: 'public here', at: other }],
  }),
});

/** A host that the shared Gateway does not serve. */
export const hostOutsideDomain = defineMessage<TwoPlaces & { host: string; domain: string }>(
  'plan/host-outside-domain',
  {
    reason:
      'The shared ingress Gateway has a certificate for one label in front of the domain of the fleet, and for nothing else.',
    text: ({ at, host, domain, other }) => ({
      at,
      message: `${host} is not one label in front of ${domain}`,
      remedy: `Choose a name such as ${host.split('.')[0]}.${domain}.`,
      related: [{ label: 'the domain', at: other }],
    }),
  },
);

/** Two apps on one host and path. */
export const routeTaken = defineMessage<
  TwoPlaces & { host: string; path: string; app: string; otherApp: string }
>('plan/route-taken', {
  reason:
    'Which of the two would get a request is decided by the age of their routes, and differs between clusters.',
  text: ({ at, host, path, app, otherApp, other }) => ({
    at,
    message: `${app} and ${otherApp} both take ${host}${path}`,
    remedy: 'Give one of them another host or path.',
    related: [{ label: otherApp, at: other }],
  }),
});

/** One host or path twice in one app. */
export const routeTwice = defineMessage<Place & { app: string; value: string }>('plan/route-twice', {
  reason: 'The second is never asked, and the API server refuses a list with it.',
  text: ({ at, app, value }) => ({
    at,
    message: `${app} names ${value} twice`,
    remedy: 'Delete one of them.',
  }),
});

/** A namespace that is not the app's to use. */
export const reservedNamespace = defineMessage<{
  at?: Position | undefined;
  what: string;
  namespace: string;
}>('plan/reserved-namespace', {
  reason: 'That namespace belongs to the platform or to Kubernetes itself.',
  text: ({ at, what, namespace }) => ({
    at,
    message: `${what} the namespace "${namespace}"`,
    remedy: 'Choose another; an app names it with "namespace".',
  }),
});

/** A tombstone for an app or a component that is back. */
export const tombstoneSuperseded = defineMessage<{
  at?: Position | undefined;
  kind: 'app' | 'component';
  name: string;
  cluster: string;
}>('plan/tombstone-superseded', {
  severity: 'warning',
  reason: 'It is there again, so it is not pruned; the tombstone has no effect there.',
  text: ({ at, kind, name, cluster }) => ({
    at,
    message: `tombstones.yaml still removes ${name} from ${cluster}, where it is declared again`,
    remedy: `Run \`meridian tombstones --drop ${kind}/${name}\`.`,
  }),
});

/** A namespace that is to go and is in use. */
export const tombstonedNamespaceInUse = defineMessage<{
  at?: Position | undefined;
  name: string;
  cluster: string;
  state: string;
}>('plan/namespace-in-use', {
  reason: 'Apps live in it: without its guards, or removed, it would take them along.',
  text: ({ at, name, cluster, state }) => ({
    at,
    message: `tombstones.yaml says that the namespace ${name} is ${state}, and apps use it in ${cluster}`,
    remedy: 'Delete the entry, or remove those apps first.',
  }),
});
