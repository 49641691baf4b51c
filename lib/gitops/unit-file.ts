import type { PlainFile, Unit } from '../compile/unit';
import type { Fleet } from '../fleet/fleet';
import { treePath } from './paths';

/** The file that a lane's ApplicationSet makes an Application of; every key is always there, because a missing one is an error. */
export function unitFile(unit: Unit, fleet: Pick<Fleet, 'repository'>): PlainFile {
  const { cluster, lane, name, directory, project, namespace, state, ignoreDifferences } = unit;
  return {
    cluster,
    path: `units/${lane}/${name}.yaml`,
    content: {
      yaml: {
        unit: {
          application: `${lane}-${name}`,
          name,
          path: treePath(fleet, { id: cluster }, directory),
          project,
          namespace,
          state,
          ignoreDifferences: ignoreDifferences.map((ignored) => ({ ...ignored })),
        },
      },
    },
  };
}
