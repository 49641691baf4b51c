import type { Construct } from 'constructs';
import { KubeConfigMap } from '../../kube';
import { appLabels } from '../../plan/labels';
import type { Placement } from '../../plan/placement';
import { regionFacts, regionFactsName } from '../../plan/region-facts';

/** The facts about its region that the app reads: where it is, and whether its copy of the data takes the writes. */
export function buildData(scope: Construct, placement: Placement): void {
  if (placement.kind !== 'placed') return;
  const { app, cluster } = placement;
  new KubeConfigMap(scope, 'region-facts', {
    metadata: { name: regionFactsName(app), namespace: app.namespace, labels: appLabels(app, cluster) },
    data: regionFacts(placement),
  });
}
