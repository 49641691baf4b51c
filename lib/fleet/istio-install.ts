import type { FleetInput } from '../config/fleet-schema';
import type { IstioInstall } from './fleet';
import { registryHost } from './registry-host';
import type { IstioVersions } from './ring-versions';

/** Which Istio a cluster runs, by its ring, and where it comes from, by its region. */
export function istioInstall(region: string, istio: IstioVersions, fleet: FleetInput): IstioInstall {
  const { registry, path } = fleet.mesh;
  const hub = `${registryHost(fleet, registry, region)}/${path}`;
  return { ...istio, charts: `${hub}/charts`, hub };
}
