import { objectOf } from '../core/json';
import { PLATFORM_NAMESPACE, SPARE_ROOM } from '../plan/names';
import type { Plan } from '../plan/plan';
import type { CompiledObjects } from '../simulate/traffic/compiled-objects';
import type { Evidence } from './subject';

/** Tells where room is held for a loss: where placeholders, or a buffer, were compiled for as many nodes as were planned. */
export function heldRoom(
  { spareRooms }: Pick<Plan, 'spareRooms'>,
  objects: CompiledObjects,
): Evidence['isHeld'] {
  const rooms = [...spareRooms.values()].filter(({ cluster, nodes }) => {
    const written = ['Deployment', 'CapacityBuffer']
      .flatMap((kind) => objects(cluster.id, kind, PLATFORM_NAMESPACE))
      .filter(({ metadata }) => metadata.name === SPARE_ROOM);
    return written.some(({ spec }) => Number(objectOf(spec)['replicas']) >= nodes);
  });
  const held = new Map(rooms.map(({ cluster, carries }) => [cluster.id, carries]));
  return (cluster, loss) => held.get(cluster.id)?.(loss) ?? false;
}
