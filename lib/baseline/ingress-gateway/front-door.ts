import type { Construct } from 'constructs';
import {
  AfdEndpoint,
  AfdEndpointSpecEnabledState,
  Profile,
  ProfileSpecSkuName,
} from '../../../imports/cdn.azure.com';
import { frontDoorNames } from '../../plan/entry/front-door';
import { INGRESS_NAMESPACE } from '../../plan/names';
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
