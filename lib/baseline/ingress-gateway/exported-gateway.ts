import type { Construct } from 'constructs';
import { ServiceExport } from '../../../imports/net.gke.io';
import type { App } from '../../fleet/fleet';
import { intOrString, KubeService } from '../../kube';
import { INGRESS_NAMESPACE, INGRESS_POD_LABELS } from '../../plan/names';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** Where Gateways take TLS. */
export const HTTPS_PORT = 443;

/** What the Gateways of an app's clusters are called together. */
export function backendName(app: Pick<App, 'name'>): string {
  return `entry-${app.name}`;
}

/**
 * The cluster's own Gateway, exported once for each public app that it serves to users: the Gateway of Google sends requests of
 * an app to clusters that export it, and to no others. A drained cluster exports nothing.
 */
export function buildExportedGateway(scope: Construct, { fleet, plan, cluster }: ComponentContext): void {
  if (fleet.entry?.gkeGateway === undefined || cluster.globalGatewayClass === undefined) return;
  for (const { app } of plan.apps) {
    const [profile] = plan.entry?.profiles.get(app.name) ?? [];
    if (profile?.endpoints.some(({ serves }) => serves.id === cluster.id) !== true) continue;
    const name = backendName(app);
    const metadata = { name, namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) };
    new KubeService(scope, `${name}-service`, {
      metadata,
      spec: {
        selector: { ...INGRESS_POD_LABELS },
        ports: [
          {
            name: 'https',
            port: HTTPS_PORT,
            targetPort: intOrString(HTTPS_PORT),
            protocol: 'TCP',
            appProtocol: 'HTTPS',
          },
        ],
      },
    });
    new ServiceExport(scope, `${name}-export`, { metadata });
  }
}
