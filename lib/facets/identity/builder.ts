import type { Construct } from 'constructs';
import { KubeServiceAccount } from '../../kube';
import { answeredIdentityOf } from '../../plan/cloud-identity';
import { appLabels } from '../../plan/labels';
import type { Placement } from '../../plan/placement';

/** The service account that gives the app its identity in the mesh, and its permissions in the cloud. It gives nobody a token. */
export function buildIdentity(scope: Construct, placement: Placement): void {
  if (placement.kind !== 'placed') return;
  const { app, cluster } = placement;
  const annotations = answeredIdentityOf(app, cluster)?.serviceAccountAnnotations ?? {};
  new KubeServiceAccount(scope, 'service-account', {
    metadata: {
      name: app.name,
      namespace: app.namespace,
      labels: appLabels(app, cluster),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    automountServiceAccountToken: false,
  });
}
