import type { Cluster } from '../fleet/fleet';

/** How a cluster is called in a table: by its region where it is the only one there, else by its id. */
export function placeNames(clusters: readonly Cluster[]): (id: string) => string {
  const names = new Map(
    clusters.map(({ id, region }) => {
      const alone = clusters.filter((cluster) => cluster.region === region).length === 1;
      return [id, alone ? region : id];
    }),
  );
  return (id) => names.get(id) ?? id;
}
