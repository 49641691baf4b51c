import { defineMessage, type Diagnostic } from '../core/diagnostic';
import { counted } from '../core/text';
import type { ExistingUnit } from './existing-tree';

/** A cluster of the mesh that is taken out of it while it runs. */
export const leftMesh = defineMessage<{ cluster: string; units: number }>('output/mesh-left', {
  reason:
    'Its pods keep their proxies until they are started anew, and what serves those proxies would go first: for that time nobody answers anybody.',
  text: ({ cluster, units }) => ({
    message: `${cluster} says mesh: none, and the output holds ${counted(units, 'unit')} of the mesh for it`,
    remedy: `Set mesh back in clusters/${cluster}.yaml. Build a cluster without the mesh beside it, place its apps there, drain this one, and remove it: docs/operations.md, "A cluster changes its mesh".`,
  }),
});

/** A cluster outside the mesh that is put into it while it runs. */
export const joinedMesh = defineMessage<{ cluster: string }>('output/mesh-joined', {
  severity: 'warning',
  reason:
    'Pods that run already have no proxy, and pods that have one take mutual TLS only: until all are started anew, one kind does not reach the other.',
  text: ({ cluster }) => ({
    message: `${cluster} comes into the mesh, and its output was written without it`,
    remedy:
      'Drain it first. When istiod is healthy there, start its workloads anew, and only then undrain it: docs/operations.md, "A cluster changes its mesh".',
  }),
});

/** What is known of the mesh now. */
export interface MeshNow {
  readonly units: readonly { readonly cluster: string; readonly lane: string; readonly name: string }[];
  /** Clusters that are in no mesh. */
  readonly outside: readonly string[];
}

/** The unit that every cluster of the mesh has. */
const CONTROL_PLANE = 'istiod';
/** The only namespaces that go together with the mesh; those of apps are removed by tombstones. */
const MESH_NAMESPACES: readonly string[] = ['namespace-istio-ingress', 'namespace-istio-system'];

/** The clusters outside the mesh whose output still has a control plane of it. */
export function leavingMesh(
  existing: readonly ExistingUnit[],
  outside: readonly string[],
): readonly string[] {
  const wasIn = new Set(existing.filter(isControlPlane).map(({ cluster }) => cluster));
  return outside.filter((cluster) => wasIn.has(cluster));
}

/** Whether a unit goes because its cluster leaves the mesh: a finding of its own tells of all of them. */
export function goesWithMesh({ cluster, lane, name }: ExistingUnit, leaving: readonly string[]): boolean {
  const ofPlatform = !name.startsWith('namespace-') || MESH_NAMESPACES.includes(name);
  return lane === 'baseline' && ofPlatform && leaving.includes(cluster);
}

/** Finds clusters that leave the mesh, or come into it, while they run. */
export function checkMeshChange(
  existing: readonly ExistingUnit[],
  { units, outside }: MeshNow,
): readonly Diagnostic[] {
  const now = new Set(units.map(({ cluster, lane, name }) => `${cluster} ${lane} ${name}`));
  const left = leavingMesh(existing, outside).flatMap((cluster): Diagnostic[] => {
    const gone = existing.filter(
      (unit) => goesWithMesh(unit, [cluster]) && !now.has(`${cluster} ${unit.lane} ${unit.name}`),
    );
    return gone.length === 0 ? [] : [leftMesh({ cluster, units: gone.length })];
  });
  const wasIn = new Set(existing.filter(isControlPlane).map(({ cluster }) => cluster));
  const isIn = new Set(units.filter(isControlPlane).map(({ cluster }) => cluster));
  const known = new Set(existing.map(({ cluster }) => cluster));
  const joined = [...known].filter((cluster) => isIn.has(cluster) && !wasIn.has(cluster));
  return [...left, ...joined.map((cluster) => joinedMesh({ cluster }))];
}

function isControlPlane({ lane, name }: { readonly lane: string; readonly name: string }): boolean {
  return lane === 'baseline' && name === CONTROL_PLANE;
}
