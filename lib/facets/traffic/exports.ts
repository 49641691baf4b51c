import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { ServiceExport as UpstreamExport } from '../../../imports/multicluster.x-k8s.io';
import { ServiceExport as GkeExport } from '../../../imports/net.gke.io';
import { isExported } from '../../plan/cluster-sets';
import { appLabels } from '../../plan/labels';
import type { Placement } from '../../plan/placement';
import { ROUTES_WAVE, waveAnnotation } from '../../plan/waves';

/**
 * Makes the app's Service known to the cluster set. Both implementations make the ServiceImport by themselves, in every
 * cluster of the set; one that is written would be theirs to overwrite.
 */
export function buildExport(scope: Construct, { app, appPlan, cluster }: Placement): void {
  if (!isExported(appPlan, cluster)) return;
  const metadata: ApiObjectMetadata = {
    name: app.name,
    namespace: app.namespace,
    labels: appLabels(app, cluster),
    annotations: waveAnnotation(ROUTES_WAVE),
  };
  if (cluster.multiClusterServices === 'gke') new GkeExport(scope, 'export', { metadata });
  else new UpstreamExport(scope, 'export', { metadata });
}
