import type { Construct } from 'constructs';
import type { ClusterFolder, PlainFile, Unit } from '../compile/unit';
import type { Manifest } from '../core/manifest';
import type { Cluster } from '../fleet/fleet';
import type { Plan } from '../plan/plan';
import { argocdInstall, INSTALL_VALUES } from './argocd-install';
import { buildApplicationSets } from './application-sets';
import { buildBootstrap } from './bootstrap';
import { bootstrapReadme } from './bootstrap-readme';
import { REMOVED_DIRECTORY } from './paths';
import { buildProjects } from './projects';
import { unitFile } from './unit-file';

/** Resolves what a function adds to a scope; handed in by the stage that calls, which alone creates charts. */
export type CompileObjects = (name: string, build: (scope: Construct) => void) => readonly Manifest[];

/** What lies in a cluster's folder beside its units. */
export interface ClusterTree {
  readonly folders: readonly ClusterFolder[];
  readonly files: readonly PlainFile[];
}

/** What makes Argo CD in one cluster find and reconcile the cluster's units. */
export function clusterTree(
  plan: Plan,
  cluster: Cluster,
  units: readonly Unit[],
  compileObjects: CompileObjects,
): ClusterTree {
  const { fleet } = plan;
  const { id } = cluster;
  const install = argocdInstall(units);
  const bootstrap = compileObjects(`${id} bootstrap`, (scope) => buildBootstrap(scope, fleet, cluster));
  const root = compileObjects(`${id} root`, (scope) => {
    buildProjects(scope, plan, cluster, units);
    buildApplicationSets(scope, fleet, cluster);
  });
  return {
    folders: [
      { cluster: id, directory: 'bootstrap', objects: bootstrap },
      { cluster: id, directory: 'root', objects: root },
    ],
    files: [
      ...units.map((unit) => unitFile(unit, fleet)),
      {
        cluster: id,
        path: 'bootstrap/README.md',
        content: { text: bootstrapReadme(fleet, cluster, units, install) },
      },
      ...(install === undefined
        ? []
        : [{ cluster: id, path: INSTALL_VALUES, content: { json: install.values } }]),
      // Git keeps no empty folder, and Argo CD reports an error where the folder of a removed unit is missing.
      { cluster: id, path: `${REMOVED_DIRECTORY}/.gitkeep`, content: { text: '' } },
    ],
  };
}
