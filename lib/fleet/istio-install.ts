import type { FleetInput } from '../config/fleet-schema';
import type { IstioInstall, Ring } from './fleet';
import { registryHost } from './registry-host';
import { ISTIO_RELEASE } from './versions';

/** Which Istio a cluster runs, by its ring, and where it comes from, by its region. */
export function istioInstall(region: string, ring: Ring, fleet: FleetInput): IstioInstall {
  const { registry, path, revisions } = fleet.mesh;
  const { active, installed } = revisions[ring.name] ?? { active: ISTIO_RELEASE };
  const hub = `${registryHost(fleet, registry, region)}/${path}`;
  return { active, installed: installed ?? [active], charts: `${hub}/charts`, hub };
}
