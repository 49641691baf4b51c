import type { FleetInput } from '../config/fleet-schema';
import { registryHost } from './registry-host';
import type { IstioVersions } from './ring-versions';

/** The Istio of a cluster: which releases, and where they come from. */
export interface IstioInstall extends IstioVersions {
  /** OCI repository of the charts, without a scheme, as Argo CD takes it. */
  readonly charts: string;
  /** Where the images lie. */
  readonly hub: string;
  /** What Istio's charts call the service that the cluster runs on, where they make a difference. */
  readonly platform?: string | undefined;
}

/** Which Istio a cluster runs, by its ring, and where it comes from, by its region. */
export function istioInstall(region: string, istio: IstioVersions, fleet: FleetInput): IstioInstall {
  const { registry, path } = fleet.mesh;
  const hub = `${registryHost(fleet, registry, region)}/${path}`;
  return { ...istio, charts: `${hub}/charts`, hub };
}
