import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  AfdCustomDomain,
  AfdCustomDomainSpecTlsSettingsCertificateType as CertificateType,
  AfdCustomDomainSpecTlsSettingsMinimumTlsVersion as MinimumTls,
  AfdOrigin,
  AfdOriginGroup,
  AfdOriginGroupSpecHealthProbeSettingsProbeProtocol as ProbeProtocol,
  AfdOriginGroupSpecHealthProbeSettingsProbeRequestType as ProbeRequest,
  AfdOriginGroupSpecSessionAffinityState as Affinity,
  AfdOriginSpecEnabledState as OriginState,
  Route,
  RouteSpecEnabledState as RouteState,
  RouteSpecForwardingProtocol as Forwarding,
  RouteSpecHttpsRedirect as HttpsRedirect,
  RouteSpecLinkToDefaultDomain as DefaultDomain,
  RouteSpecSupportedProtocols as Protocols,
  type AfdOriginGroupSpec,
} from '../../../imports/cdn.azure.com';
import { DnsEndpoint } from '../../../imports/externaldns.k8s.io';
import { frontDoorNames, type FrontDoorNames } from '../../plan/entry/front-door';
import type { EntryProfile } from '../../plan/entry/record';
import { GATEWAY_STATUS, regionalName } from '../../plan/entry/regional';
import { appLabels } from '../../plan/labels';
import type { Placement } from '../../plan/placement';
import { ROUTES_WAVE, waveAnnotation } from '../../plan/waves';
import { movableMetadata } from './records';

/** What Front Door is told of the app in this cluster: the hosts that it keeps, and the regions that it keeps for others. */
export function buildOrigins(scope: Construct, placement: Placement): void {
  const { app, cluster, fleet, plan } = placement;
  const names = frontDoorNames(fleet);
  if (names === undefined) return;
  for (const profile of plan.entry?.profiles.get(app.name) ?? []) {
    if (profile.keeper.id === cluster.id) buildHost(scope, placement, profile, names);
    buildRegions(scope, placement, profile, names);
  }
}

/** The name of an object tells its host by what Front Door calls it. */
function buildHost(
  scope: Construct,
  placement: Placement,
  profile: EntryProfile,
  names: FrontDoorNames,
): void {
  const { app, cluster, fleet } = placement;
  const { host } = profile;
  const name = names.partOf(host);
  const metadata: ApiObjectMetadata = {
    name,
    namespace: app.namespace,
    labels: appLabels(app, cluster),
    annotations: waveAnnotation(ROUTES_WAVE),
  };
  const owner = { armId: names.profilePath };
  new AfdOriginGroup(scope, `${name}-group`, {
    metadata,
    spec: { azureName: name, owner, ...choiceOf(profile, placement) },
  });
  new AfdCustomDomain(scope, `${name}-domain`, {
    metadata,
    spec: {
      azureName: name,
      owner,
      hostName: host,
      tlsSettings: {
        certificateType: CertificateType.MANAGED_CERTIFICATE,
        minimumTlsVersion: MinimumTls.TLS12,
      },
    },
  });
  buildRoute(scope, metadata, host, names);
  const { endpointHost } = fleet.entry?.frontDoor ?? {};
  if (endpointHost === undefined) return;
  new DnsEndpoint(scope, `${name}-host`, {
    metadata,
    spec: {
      endpoints: [
        {
          dnsName: host,
          recordType: 'CNAME',
          recordTtl: fleet.recovery.dnsTtlSeconds,
          targets: [endpointHost],
        },
      ],
    },
  });
}

function buildRoute(
  scope: Construct,
  metadata: ApiObjectMetadata,
  host: string,
  names: FrontDoorNames,
): void {
  const name = names.partOf(host);
  new Route(scope, `${name}-route`, {
    metadata,
    spec: {
      azureName: name,
      owner: { armId: names.endpointPath },
      enabledState: RouteState.ENABLED,
      customDomains: [{ reference: { armId: names.domainPath(host) } }],
      originGroup: { reference: { armId: names.originGroupPath(host) } },
      patternsToMatch: ['/*'],
      supportedProtocols: [Protocols.HTTP, Protocols.HTTPS],
      httpsRedirect: HttpsRedirect.ENABLED,
      forwardingProtocol: Forwarding.HTTPS_ONLY,
      linkToDefaultDomain: DefaultDomain.DISABLED,
    },
  });
}

/** All regions that answer within a second may be chosen: more than any two are apart. */
const ANY_LATENCY_MS = 1000;

/**
 * The figures are those of the recovery times: as many probes of the last samples have to fail. Probes ask the Gateway
 * whether it is ready, without TLS, because only an answer of 200 counts. Without probes every region counts as well.
 */
function choiceOf(profile: EntryProfile, { fleet }: Placement): Partial<AfdOriginGroupSpec> {
  const { failureThreshold, healthCheckSeconds } = fleet.recovery;
  const watched = profile.endpoints.some((endpoint) => endpoint.watched);
  return {
    sessionAffinityState: Affinity.DISABLED,
    loadBalancingSettings: {
      sampleSize: failureThreshold + 1,
      successfulSamplesRequired: 2,
      additionalLatencyInMilliseconds: profile.method === 'Performance' ? 0 : ANY_LATENCY_MS,
    },
    ...(watched
      ? {
          healthProbeSettings: {
            probeIntervalInSeconds: healthCheckSeconds,
            probePath: GATEWAY_STATUS.path,
            probeProtocol: ProbeProtocol.HTTP,
            probeRequestType: ProbeRequest.GET,
          },
        }
      : {}),
  };
}

/** Each is named by its whole path, because the objects above it are in the cluster of their keeper. */
function buildRegions(
  scope: Construct,
  placement: Placement,
  profile: EntryProfile,
  names: FrontDoorNames,
): void {
  const { cluster, fleet } = placement;
  const automatic = profile.endpoints.some(({ watched }) => watched);
  for (const endpoint of profile.endpoints) {
    if (endpoint.keeper.id !== cluster.id) continue;
    const { serves, priority = 1, weight = 1 } = endpoint;
    const name = `${names.partOf(profile.host)}.${serves.id}`;
    new AfdOrigin(scope, name, {
      metadata: movableMetadata(name, placement, endpoint, automatic),
      spec: {
        azureName: `${serves.id}-by-${cluster.id}`,
        owner: { armId: names.originGroupPath(profile.host) },
        hostName: regionalName(serves, fleet),
        httpPort: GATEWAY_STATUS.port,
        httpsPort: 443,
        enforceCertificateNameCheck: true,
        enabledState: OriginState.ENABLED,
        priority,
        weight,
      },
    });
  }
}
