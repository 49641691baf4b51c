import type { Construct } from 'constructs';
import { KubeConfigMap } from '../../kube';
import {
  AGENT_SETTINGS,
  copiesVolumes,
  REPOSITORY_KEY,
  REPOSITORY_SECRET,
  REPOSITORY_ENTRY,
} from '../../plan/backups/velero';
import { BACKUP_NAMESPACE } from '../../plan/names';
import { platformStoreEntry } from '../../plan/platform-entries';
import { storeName } from '../../plan/secret-stores';
import { buildStoredSecret, oneValue } from '../../stored-secret';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/**
 * What Velero needs to copy the content of volumes: a password that only the store knows, and leave to fill a volume before a
 * pod waits for it. A restore test has no pod, nor has an app whose data comes back before it starts.
 */
export function buildVolumeSettings(scope: Construct, { fleet, cluster }: ComponentContext): void {
  if (!copiesVolumes(fleet, cluster)) return;
  const metadata = (name: string) =>
    ({ name, namespace: BACKUP_NAMESPACE, labels: baselineLabels(cluster) }) as const;
  buildStoredSecret(scope, 'repository-password', {
    metadata: metadata(REPOSITORY_SECRET),
    store: storeName(fleet, cluster, 'platform'),
    source: oneValue(REPOSITORY_KEY, platformStoreEntry(fleet, cluster, ...REPOSITORY_ENTRY), 'password'),
  });
  new KubeConfigMap(scope, 'agent-settings', {
    metadata: metadata(AGENT_SETTINGS),
    data: { 'settings.json': JSON.stringify({ restorePVC: { ignoreDelayBinding: true } }) },
  });
}
