import type { Construct } from 'constructs';
import { KubeServiceAccount } from '../../kube';
import { appLabels } from '../../plan/labels';
import type { Placement } from '../../plan/placement';

/** The service account that gives the app its identity in the mesh. */
export function buildIdentity(scope: Construct, placement: Placement): void {
  if (placement.kind !== 'placed') return;
  const { app, cluster } = placement;
  new KubeServiceAccount(scope, 'service-account', {
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app, cluster) },
    automountServiceAccountToken: false,
  });
}
