import type { Manifest } from '../../../lib/core/manifest';
import { listOf, objectOf } from '../../../lib/core/json';
import { applyLosses, type Remains } from '../../../lib/simulate/traffic/apply-losses';
import { hostTraffic, type HostTraffic } from '../../../lib/simulate/traffic/host-traffic';
import { readTraffic, type TrafficModel } from '../../../lib/simulate/traffic/traffic-model';
import { createRandom } from '../../harness/random';
import type { Owner } from './compare-assignment';
import { applyAll, type Mesh } from './mesh';
import { outsideAddress, randomFleet, SLOTS, type RandomFleet } from './random-fleet';
import { homeOf, placePods, writePods } from './world';

/** A fleet whose pods stand in the mesh. */
export interface PlacedFleet {
  readonly fleet: RandomFleet;
  readonly model: TrafficModel;
  readonly traffic: HostTraffic;
  readonly remains: Remains;
}

/** Draws a fleet and reads it as the simulator does. */
export function prepareFleet(number: number, seed: number): PlacedFleet {
  const fleet = randomFleet(number, createRandom(seed + number * 7919));
  const model = readTraffic(fleet);
  const traffic = hostTraffic(model, { host: fleet.host });
  const endpoints = model.endpointsOf(fleet.host);
  if (traffic === undefined || endpoints === undefined) throw new Error(`nobody balances ${fleet.host}`);
  const remains = applyLosses(endpoints.groups, model.clusters, fleet.losses, 'settled');
  return { fleet, model, traffic, remains };
}

/** Kinds that istiod reads and that come from what was compiled. */
const WRITTEN: ReadonlySet<string> = new Set(['Service', 'DestinationRule', 'ServiceEntry', 'Sidecar']);

function compiledFor({ compiled, namespaces }: RandomFleet, cluster: string): readonly Manifest[] {
  return compiled.units
    .filter((unit) => unit.cluster === cluster)
    .flatMap((unit) => unit.objects)
    .filter(({ kind, metadata }) => WRITTEN.has(kind) && namespaces.includes(metadata.namespace ?? ''));
}

/** Writes what was compiled for a fleet into its clusters, with the pods that are left in it. */
export async function writeFleet(mesh: Mesh, placed: PlacedFleet, addresses: Addresses): Promise<void> {
  const { fleet, remains } = placed;
  for (const { id } of fleet.plan.fleet.clusters) {
    const cluster = mesh.clusterOf(id);
    const objects = compiledFor(fleet, id);
    await applyAll(cluster, fleet.namespaces.flatMap(homeOf));
    await applyAll(cluster, objects);
    const service = placed.model.endpointsOf(fleet.host)?.services.get(id);
    const groups = remains.groups.filter((group) => group.cluster === id);
    if (service === undefined || groups.length === 0) continue;
    const target = objectOf(listOf(objectOf(service['spec'])['ports'])[0])['targetPort'];
    const pods = placePods(service.metadata.name, groups, () => addresses.next(id));
    await writePods(cluster, service, Number(target), pods);
  }
}

/** Whose an address outside the mesh is. */
export function outsideOwner(region: string): Owner {
  return { cluster: `nobody, outside in ${region}`, isGateway: false };
}

/** Addresses of pods, and whose they are. */
export interface Addresses {
  readonly next: (cluster: string) => string;
  readonly ownerOf: (address: string) => Owner | undefined;
}

/** Addresses of pods for the clusters of a mesh. */
export function createAddresses(mesh: Mesh): Addresses {
  const owners = new Map<string, Owner>([
    ...mesh.members.map(({ id, gateway }): [string, Owner] => [gateway, { cluster: id, isGateway: true }]),
    ...SLOTS.map(({ region }): [string, Owner] => [outsideAddress(region), outsideOwner(region)]),
  ]);
  const used = new Map<string, number>();
  return {
    next(cluster) {
      const number = (used.get(cluster) ?? 0) + 1;
      used.set(cluster, number);
      const slot = 10 + SLOTS.findIndex(({ id }) => id === cluster);
      const address = `10.${String(slot)}.${String(number >> 8)}.${String(number & 255)}`;
      owners.set(address, { cluster, isGateway: false });
      return address;
    },
    ownerOf: (address) => owners.get(address),
  };
}
