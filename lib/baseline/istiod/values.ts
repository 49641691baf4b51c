import type { JsonObject } from '../../core/manifest';
import type { Cluster } from '../../fleet/fleet';
import { ARGOCD_NAMESPACE, INGRESS_NAMESPACE, ISTIO_NAMESPACE, PLATFORM_NAMESPACE } from '../../plan/names';
import { SYNC_OPTIONS_ANNOTATION } from '../../plan/sync';
import { COLLECTOR_HOST, OTLP_PORTS, traceExport, TRACING_PROVIDER } from '../../plan/traces';
import { revisionOf } from '../chart-application';
import type { ComponentContext } from '../component';

/** The platform's own hosts: the copy in another cluster serves that cluster, and is never an answer here. */
const CLUSTER_LOCAL = [ARGOCD_NAMESPACE, INGRESS_NAMESPACE, ISTIO_NAMESPACE, PLATFORM_NAMESPACE].map(
  (namespace) => `*.${namespace}.svc.cluster.local`,
);

/** Volume by which istiod waits for its CA: the chart's own is optional, and istiod would sign with a root of its own. */
const CA_VOLUME = 'required-cacerts';

/** Where proxies send traces to; beside it stand those that Istio knows by itself. */
const TRACES = {
  name: TRACING_PROVIDER,
  opentelemetry: { service: COLLECTOR_HOST, port: OTLP_PORTS.grpc },
} as const;

/**
 * The values of one control plane. Its revision is its release; the tag `default`, which injected namespaces follow, is
 * that of the active one.
 */
export function istiodValues({ fleet, cluster }: ComponentContext, version: string): JsonObject {
  const { active, hub } = cluster.istio;
  const { id, trustDomain } = fleet.mesh;
  return {
    revision: revisionOf(version),
    revisionTags: version === active ? ['default'] : [],
    // The tag moves from one Application to another. Pruned by the first, it would be away until the second has it.
    sidecarInjectorWebhookAnnotations: { [SYNC_OPTIONS_ANNOTATION]: 'Prune=false' },
    autoscaleMin: 2,
    autoscaleMax: 5,
    cni: { enabled: true },
    // docs/decisions/endpoints-that-are-ready.md
    env: { PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS: 'false' },
    volumes: [{ name: CA_VOLUME, secret: { secretName: 'cacerts' } }],
    volumeMounts: [{ name: CA_VOLUME, mountPath: `/etc/${CA_VOLUME}`, readOnly: true }],
    meshConfig: meshConfig(trustDomain, cluster),
    global: {
      hub,
      tag: version,
      meshID: id,
      network: cluster.meshNetwork,
      multiCluster: { clusterName: cluster.id },
      priorityClassName: 'system-cluster-critical',
    },
  };
}

/**
 * - Locality: on, and each host's own rule orders its regions.
 * - What leaves the mesh: any address, because the NetworkPolicies, made of the same contracts, open only what is
 *   declared, and hold for pods without a proxy too.
 * - DNS: answered by the proxy for hosts of the mesh, so that a name resolves where no Service of it is.
 */
function meshConfig(trustDomain: string, cluster: Cluster): JsonObject {
  return {
    trustDomain,
    ...(traceExport(cluster) === undefined ? {} : { extensionProviders: [TRACES] }),
    localityLbSetting: { enabled: true },
    outboundTrafficPolicy: { mode: 'ALLOW_ANY' },
    serviceSettings: [{ settings: { clusterLocal: true }, hosts: CLUSTER_LOCAL }],
    defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true' } },
    accessLogEncoding: 'JSON',
  };
}
