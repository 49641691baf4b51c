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
      'Add to fleet.yaml "entry: {route53: {hostedZone: …}}" or "entry: {trafficManager: {subscription: …, resourceGroup: …}}".',
  }),
});

/** An interval of health checks that the service does not have. */
export const intervalUnknown = defineMessage<
  Place & { seconds: number; allowed: readonly number[]; other: Position }
>('plan/entry-interval', {
  reason: 'The recovery times are computed with it, so it must be one that the health checks really have.',
  text: ({ at, seconds, allowed, other }) => ({
    at,
    message: `health checks of the entry cannot be ${seconds}s apart`,
    remedy: `Set recovery.healthCheckInterval to ${listed(
      allowed.map((choice) => `${choice}s`),
      'or',
    )}.`,
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

/** Users by continent where a continent has no second choice. */
export const geoWithoutFallback = defineMessage<Place & { app: string; other: Position }>(
  'plan/entry-geo-without-fallback',
  {
    reason: 'Traffic Manager answers a continent with one region and, when that is lost, with the same one.',
    text: ({ at, app, other }) => ({
      at,
      message: `${app} has routing "geo", which Traffic Manager cannot fail over`,
      remedy: 'Use latency, or weighted-global.',
      related: [{ label: 'the entry', at: other }],
    }),
  },
);
