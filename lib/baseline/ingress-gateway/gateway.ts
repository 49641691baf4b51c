import type { Construct } from 'constructs';
import {
  Gateway,
  GatewaySpecListenersAllowedRoutesNamespacesFrom as From,
  GatewaySpecListenersTlsMode,
  type GatewaySpecListeners,
} from '../../../imports/gateway.networking.k8s.io';
import type { Cluster, Fleet } from '../../fleet/fleet';
import { regionalName } from '../../plan/entry/regional';
import { asksByName } from '../../plan/entry/service';
import { EXPOSURE_LABEL, INGRESS_GATEWAY, INGRESS_NAMESPACE } from '../../plan/names';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';
import { GATEWAY_PARAMETERS } from './parameters';
import { REGION_LISTENER } from './routes';

/** By it external-dns gives the load balancer a name, that of the cluster. */
const HOSTNAME_ANNOTATION = 'external-dns.kubernetes.io/hostname';

/** By it Istio is told what Service a Gateway gets. */
const SERVICE_TYPE_ANNOTATION = 'networking.istio.io/service-type';

/** Whether a Gateway of Google stands before it. That sends to its pods, and opens TLS without saying for which host. */
function behind({ entry }: Fleet, { globalGatewayClass }: Cluster): boolean {
  return entry?.gkeGateway !== undefined && globalGatewayClass !== undefined;
}

/** Only routes of this namespace attach to plain HTTP, so that no app can be reached without TLS. */
export function buildGateway(scope: Construct, { fleet, cluster }: ComponentContext): void {
  const hostname = `*.${fleet.domain}`;
  const annotations = serviceAnnotations(fleet, cluster);
  const hasAnnotations = Object.keys(annotations).length > 0;
  new Gateway(scope, 'gateway', {
    metadata: { name: INGRESS_GATEWAY, namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) },
    spec: {
      gatewayClassName: 'istio',
      infrastructure: {
        ...(hasAnnotations ? { annotations } : {}),
        parametersRef: { group: '', kind: 'ConfigMap', name: GATEWAY_PARAMETERS },
      },
      listeners: [
        {
          ...gatewayTls(cluster),
          name: 'https',
          ...(behind(fleet, cluster) ? {} : { hostname }),
          allowedRoutes: {
            namespaces: { from: From.SELECTOR, selector: { matchLabels: { [EXPOSURE_LABEL]: 'public' } } },
          },
        },
        {
          name: 'http',
          port: 80,
          protocol: 'HTTP',
          hostname,
          allowedRoutes: { namespaces: { from: From.SAME } },
        },
        ...(asksByName(fleet) ? [regionListener(fleet, cluster)] : []),
      ],
    },
  });
}

/** The name of the cluster itself: no app can take it, so that the health checks ask nothing but the Gateway. */
function regionListener(fleet: Fleet, cluster: Cluster): GatewaySpecListeners {
  return {
    ...gatewayTls(cluster),
    name: REGION_LISTENER,
    hostname: regionalName(cluster, fleet),
    allowedRoutes: { namespaces: { from: From.SAME } },
  };
}

/** TLS that ends at a Gateway of the cluster. */
export function gatewayTls(cluster: Cluster): Pick<GatewaySpecListeners, 'port' | 'protocol' | 'tls'> {
  const name = cluster.baseline['ingress-gateway'].certificateSecret;
  return {
    port: 443,
    protocol: 'HTTPS',
    tls: {
      mode: GatewaySpecListenersTlsMode.TERMINATE,
      certificateRefs: [{ group: '', kind: 'Secret', name }],
    },
  };
}

/** Istio writes them on the Service that it makes for the Gateway. */
function serviceAnnotations(fleet: Fleet, cluster: Cluster): Record<string, string> {
  if (behind(fleet, cluster)) return { [SERVICE_TYPE_ANNOTATION]: 'ClusterIP' };
  return {
    ...cluster.ingressLoadBalancer,
    ...(fleet.entry === undefined ? {} : { [HOSTNAME_ANNOTATION]: regionalName(cluster, fleet) }),
  };
}
