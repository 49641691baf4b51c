import { sortedBy } from '../core/text';
import { clusterTree } from '../gitops/cluster-tree';
import type { Plan } from '../plan/plan';
import { compileAppUnits, type AppOptions } from './app-units';
import { backupFiles } from './backup-files';
import { compileBaselineUnits } from './baseline-units';
import { compileObjects } from './compile-objects';
import { clusterPage } from './cluster-page';
import { pageFiles } from './page-files';
import { permissionFiles } from './permission-files';
import type { Compiled } from './unit';

/** Describes the whole fleet as plain objects: every unit of every cluster, and what lets Argo CD find them. */
export function compile(plan: Plan, options: AppOptions): Compiled {
  const units = sortedBy(
    [...compileBaselineUnits(plan, options.report), ...compileAppUnits(plan, options)],
    ({ cluster, lane, name }) => `${cluster} ${lane} ${name}`,
  );
  const trees = plan.fleet.clusters.map((cluster) => {
    const own = units.filter((unit) => unit.cluster === cluster.id);
    return clusterTree(plan, cluster, own, compileObjects);
  });
  return {
    units,
    folders: trees.flatMap((tree) => tree.folders),
    files: [
      ...trees.flatMap((tree) => tree.files),
      ...pageFiles(),
      clusterPage(plan),
      ...backupFiles(plan),
      ...permissionFiles(plan, options.report),
    ],
  };
}
