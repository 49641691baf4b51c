import type { Construct } from 'constructs';
import {
  AfdEndpoint,
  AfdEndpointSpecEnabledState,
  Profile,
  ProfileSpecSkuName,
} from '../../../imports/cdn.azure.com';
import { AuthorizationPolicy, AuthorizationPolicySpecAction } from '../../../imports/security.istio.io';
import { frontDoorNames } from '../../plan/entry/front-door';
import { INGRESS_GATEWAY, INGRESS_NAMESPACE } from '../../plan/names';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** The profile of Front Door and its endpoint, which all public hosts share, in the tree of the cluster that keeps them. */
export function buildFrontDoor(scope: Construct, { fleet, cluster }: ComponentContext): void {
  const names = frontDoorNames(fleet);
  if (names === undefined || fleet.entry?.frontDoor?.keeper !== cluster.id) return;
  const metadata = { name: names.profile, namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) };
  new Profile(scope, 'front-door', {
    metadata,
    spec: {
      azureName: names.profile,
      location: 'Global',
      owner: { armId: names.groupPath },
      sku: { name: ProfileSpecSkuName.STANDARD_UNDERSCORE_AZURE_FRONT_DOOR },
    },
  });
  new AfdEndpoint(scope, 'front-door-endpoint', {
    metadata,
    spec: {
      azureName: names.profile,
      location: 'Global',
      owner: { armId: names.profilePath },
      enabledState: AfdEndpointSpecEnabledState.ENABLED,
    },
  });
}

/**
 * Requests that went past Front Door are refused: only it writes this header, and takes away what a user wrote there
 * (Azure, "Secure traffic to Azure Front Door origins"). Where the header is missing, it has no value that is allowed.
 */
export function buildEdgeGuard(scope: Construct, { fleet, cluster }: ComponentContext): void {
  const profileId = fleet.entry?.frontDoor?.profileId;
  if (profileId === undefined) return;
  new AuthorizationPolicy(scope, 'edge-guard', {
    metadata: { name: 'only-front-door', namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: INGRESS_GATEWAY }],
      action: AuthorizationPolicySpecAction.DENY,
      rules: [{ when: [{ key: 'request.headers[x-azure-fdid]', notValues: [profileId] }] }],
    },
  });
}
