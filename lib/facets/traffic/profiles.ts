import type { Construct } from 'constructs';
import { DnsEndpoint } from '../../../imports/externaldns.k8s.io';
import {
  TrafficManagerProfile,
  TrafficManagerProfilesExternalEndpoint,
  TrafficManagerProfilesExternalEndpointSpecAlwaysServe as AlwaysServe,
  TrafficManagerProfileSpecMonitorConfigProtocol as Protocol,
  TrafficManagerProfileSpecTrafficRoutingMethod as Method,
} from '../../../imports/network.azure.com';
import type { EntryProfile } from '../../plan/entry/record';
import { REGION_HEALTH_PATH, regionalName } from '../../plan/entry/regional';
import { appLabels } from '../../plan/labels';
import type { Placement } from '../../plan/placement';
import { ROUTES_WAVE, waveAnnotation } from '../../plan/waves';
import { movableMetadata } from './records';

const METHODS = {
  Performance: Method.PERFORMANCE,
  Priority: Method.PRIORITY,
  Weighted: Method.WEIGHTED,
} as const;

/** Seconds that a probe waits, by the seconds between two: the most that Traffic Manager allows. */
const TIMEOUTS: Readonly<Record<number, number>> = { 10: 9, 30: 10 };

/** The profiles of Traffic Manager, and their endpoints, that this cluster keeps for the app. */
export function buildProfiles(scope: Construct, placement: Placement): void {
  const { app, cluster, fleet, plan } = placement;
  if (fleet.entry?.trafficManager === undefined) return;
  for (const profile of plan.entry?.profiles.get(app.name) ?? []) {
    if (profile.keeper.id === cluster.id) buildProfile(scope, placement, profile);
    buildEndpoints(scope, placement, profile);
  }
}

/** Also the name of the profile in DNS, which is shared with everybody else's: hence the fleet's name before it. */
function profileName({ host }: EntryProfile, { fleet }: Placement): string {
  return `${fleet.name}-${host.slice(0, -fleet.domain.length - 1)}`;
}

function buildProfile(scope: Construct, placement: Placement, profile: EntryProfile): void {
  const { app, cluster, fleet } = placement;
  const { dnsTtlSeconds, failureThreshold, healthCheckSeconds } = fleet.recovery;
  const name = profileName(profile, placement);
  const metadata = {
    name,
    namespace: app.namespace,
    labels: appLabels(app, cluster),
    annotations: waveAnnotation(ROUTES_WAVE),
  };
  new TrafficManagerProfile(scope, name, {
    metadata,
    spec: {
      azureName: name,
      location: 'global',
      owner: { armId: groupId(placement) },
      trafficRoutingMethod: METHODS[profile.method],
      dnsConfig: { relativeName: name, ttl: dnsTtlSeconds },
      monitorConfig: {
        protocol: Protocol.HTTPS,
        port: 443,
        path: REGION_HEALTH_PATH,
        intervalInSeconds: healthCheckSeconds,
        timeoutInSeconds: TIMEOUTS[healthCheckSeconds] ?? 5,
        toleratedNumberOfFailures: failureThreshold - 1,
        expectedStatusCodeRanges: [{ min: 200, max: 399 }],
      },
    },
  });
  new DnsEndpoint(scope, `${name}-host`, {
    metadata,
    spec: {
      endpoints: [
        {
          dnsName: profile.host,
          recordType: 'CNAME',
          recordTtl: dnsTtlSeconds,
          targets: [`${name}.trafficmanager.net`],
        },
      ],
    },
  });
}

/** Named by its whole path, because the object of the profile is in the cluster of its keeper. */
function buildEndpoints(scope: Construct, placement: Placement, profile: EntryProfile): void {
  const { cluster, fleet } = placement;
  const automatic = profile.endpoints.some(({ watched }) => watched);
  const parent = profileName(profile, placement);
  for (const endpoint of profile.endpoints) {
    if (endpoint.keeper.id !== cluster.id) continue;
    const { serves, location, priority, weight, watched } = endpoint;
    const name = `${parent}.${serves.id}`;
    new TrafficManagerProfilesExternalEndpoint(scope, name, {
      metadata: movableMetadata(name, placement, endpoint, automatic),
      spec: {
        azureName: `${serves.id}-by-${cluster.id}`,
        owner: {
          armId: `${groupId(placement)}/providers/Microsoft.Network/trafficManagerProfiles/${parent}`,
        },
        target: regionalName(serves, fleet),
        alwaysServe: watched ? AlwaysServe.DISABLED : AlwaysServe.ENABLED,
        ...(location === undefined ? {} : { endpointLocation: location }),
        ...(priority === undefined ? {} : { priority }),
        ...(weight === undefined ? {} : { weight }),
      },
    });
  }
}

function groupId({ fleet }: Placement): string {
  const { subscription = '', resourceGroup = '' } = fleet.entry?.trafficManager ?? {};
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`;
}
