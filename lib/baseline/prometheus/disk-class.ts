import type { Construct } from 'constructs';
import type { Cluster } from '../../fleet/fleet';
import { KubeStorageClass } from '../../kube';
import { baselineLabels } from '../labels';

/**
 * The class of the disks, where the service brings none that can be relied on. It is not the default of the cluster, which
 * may have one of its own. A disk is made in the zone of its pod, and so only when that has a node.
 */
export function buildDiskClass(scope: Construct, cluster: Cluster): void {
  const { name, written } = cluster.diskClass;
  if (written === undefined) return;
  new KubeStorageClass(scope, 'disk-class', {
    metadata: { name, labels: baselineLabels(cluster) },
    provisioner: written.provisioner,
    parameters: written.parameters,
    allowVolumeExpansion: true,
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
  });
}
