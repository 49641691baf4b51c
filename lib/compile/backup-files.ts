import { serviceBackup } from '../plan/backups/service-backup';
import { FLEET_FOLDER } from '../plan/names';
import type { Plan } from '../plan/plan';
import type { PlainFile } from './unit';

/** What the provider's own service is to back up: for whoever owns the account, because no Argo CD sees it. */
export function backupFiles({ fleet }: Plan): readonly PlainFile[] {
  return fleet.clusters.flatMap((cluster) => {
    const wanted = serviceBackup(fleet, cluster);
    const documents = wanted && fleet.backupOf(cluster)?.provider.service.documents(wanted);
    return Object.entries(documents ?? {}).map(([name, json]) => ({
      cluster: FLEET_FOLDER,
      path: `backup/${cluster.id}/${name}.json`,
      content: { json },
    }));
  });
}
