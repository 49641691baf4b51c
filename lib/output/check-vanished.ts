import { defineMessage, type Diagnostic } from '../core/diagnostic';
import { goesWithMesh, leavingMesh } from './check-mesh-change';
import type { ExistingUnit } from './existing-tree';

/** A unit of the last run that nobody knows any more. */
export const vanishedUnit = defineMessage<{ path: string; cluster: string; name: string; remedy: string }>(
  'output/vanished-unit',
  {
    reason: 'Its objects would stay in the cluster for ever, with nothing that heals or removes them.',
    text: ({ path, cluster, name, remedy }) => ({
      message: `the unit ${name} of ${cluster} (${path}) is in neither the inputs nor tombstones.yaml`,
      remedy,
    }),
  },
);

/** A cluster of the last run that nobody knows any more. */
export const vanishedCluster = defineMessage<{ cluster: string }>('output/vanished-cluster', {
  reason: 'Its Argo CD would find an empty path, stop healing, and remove nothing.',
  text: ({ cluster }) => ({
    message: `the output holds the cluster ${cluster}, which is in neither the inputs nor tombstones.yaml`,
    remedy: `Restore clusters/${cluster}.yaml, or run \`meridian remove cluster ${cluster}\`.`,
  }),
});

/** What is known of the fleet now. */
export interface KnownUnits {
  readonly units: readonly { readonly cluster: string; readonly lane: string; readonly name: string }[];
  readonly clusters: readonly string[];
  readonly removedClusters: readonly string[];
  /** Clusters that are in no mesh. */
  readonly outside: readonly string[];
}

/**
 * Finds units that lie in the output and that neither the inputs nor the tombstones know. One that its tombstone emptied
 * may go: there is nothing left that it could leave behind.
 */
export function checkVanished(existing: readonly ExistingUnit[], known: KnownUnits): readonly Diagnostic[] {
  const units = new Set(known.units.map(({ cluster, lane, name }) => `${cluster} ${lane} ${name}`));
  const clusters = new Set([...known.clusters, ...known.removedClusters]);
  const lost = new Set(existing.map((unit) => unit.cluster).filter((cluster) => !clusters.has(cluster)));
  const vanished = existing.filter(
    ({ cluster, lane, name, emptied }) =>
      known.clusters.includes(cluster) && !emptied && !units.has(`${cluster} ${lane} ${name}`),
  );
  const leaving = leavingMesh(existing, known.outside);
  const told = vanished.filter((unit) => !goesWithMesh(unit, leaving));
  return [
    ...[...lost].map((cluster) => vanishedCluster({ cluster })),
    ...told.map((unit) => vanishedUnit({ ...unit, remedy: remedyFor(unit) })),
  ];
}

function remedyFor({ cluster, lane, name }: ExistingUnit): string {
  if (lane === 'apps')
    return `Restore the inputs, or run \`meridian remove app ${name} --cluster ${cluster}\`.`;
  const namespace = /^namespace-(.+)$/.exec(name)?.[1];
  return namespace === undefined
    ? `Restore what it was there for, or run \`meridian remove component ${name} --cluster ${cluster}\`.`
    : `Restore the inputs, or run \`meridian remove namespace ${namespace} --cluster ${cluster}\`.`;
}
