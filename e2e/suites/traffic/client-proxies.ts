import type { EndpointCluster } from '../../../lib/simulate/traffic/endpoint-view';
import type { RunContext } from '../../harness/run-context';
import { startEnvoy, type Envoy } from '../../harness/traffic/envoy';

/** A pod that calls others. */
export interface Caller {
  readonly cluster: EndpointCluster;
  readonly zone: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Gateways at the edge are routers to istiod, pods with a proxy are sidecars. */
  readonly kind: 'sidecar' | 'router';
}

const XDS = 'xds-grpc';
const HTTP2 = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

/** Starts the Envoy of a caller, which gets clusters and endpoints from an istiod and has one listener of its own. */
export function startCaller(
  context: RunContext,
  name: string,
  caller: Caller,
  xdsPort: number,
): Promise<Envoy> {
  const { cluster, zone, namespace, labels, kind } = caller;
  const source = { ads: {}, resource_api_version: 'V3' };
  return startEnvoy(context, {
    name,
    node: {
      id: `${kind}~10.99.0.1~${name}.${namespace}~${namespace}.svc.cluster.local`,
      cluster: name,
      locality: { region: cluster.region, zone },
      metadata: {
        NAME: name,
        NAMESPACE: namespace,
        CLUSTER_ID: cluster.id,
        NETWORK: cluster.meshNetwork,
        ISTIO_VERSION: '1.31.1',
        LABELS: labels,
      },
    },
    clusters: [xdsCluster(xdsPort)],
    dynamic: {
      cds_config: source,
      ads_config: {
        api_type: 'GRPC',
        transport_api_version: 'V3',
        grpc_services: [{ envoy_grpc: { cluster_name: XDS } }],
      },
    },
  });
}

function xdsCluster(port: number): object {
  const address = { socket_address: { address: '127.0.0.1', port_value: port } };
  return {
    name: XDS,
    type: 'STATIC',
    connect_timeout: '2s',
    typed_extension_protocol_options: {
      [HTTP2]: {
        '@type': `type.googleapis.com/${HTTP2}`,
        explicit_http_config: { http2_protocol_options: {} },
      },
    },
    load_assignment: {
      cluster_name: XDS,
      endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }],
    },
  };
}
