import type { Construct } from 'constructs';
import {
  PodMonitor,
  PodMonitorSpecPodMetricsEndpointsRelabelingsAction as Action,
  type PodMonitorSpecPodMetricsEndpoints,
} from '../../../imports/monitoring.coreos.com';
import { intOrString, KubeNetworkPolicy } from '../../kube';
import { appLabels, selectorLabels } from '../../plan/labels';
import {
  MONITORING_NAMESPACE,
  NAMESPACE_NAME_LABEL,
  PROMETHEUS_POD_LABELS,
  PROXY_METRICS_PORT,
} from '../../plan/names';
import type { Placement } from '../../plan/placement';
import { telemetryOf } from '../../plan/telemetry/profile-of';
import { PRODUCTION_LABELS } from '../../policy/profiles';
import { POLICIES_WAVE, waveAnnotation } from '../../plan/waves';

/** Labels of the pods that every series of them carries; the namespace comes by itself. */
const POD_LABELS = PRODUCTION_LABELS.filter((label) => label !== 'namespace');

/** The one port that the proxy names; its agent answers on another, with the metrics of the app as well. */
const PROXY_PORT_NAME = 'http-envoy-prom';

/** Whether anything of the app can be asked for metrics in a cluster. */
export function isScraped({ cluster, facets }: Placement): boolean {
  return cluster.mesh !== 'none' || facets.observability.metrics !== undefined;
}

/** Tells Prometheus which pods to ask, and where. */
export function buildPodMonitor(scope: Construct, placement: Placement): void {
  const { app, cluster } = placement;
  if (!isScraped(placement)) return;
  new PodMonitor(scope, 'pod-monitor', {
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app, cluster) },
    spec: {
      selector: { matchLabels: selectorLabels(app) },
      podTargetLabels: POD_LABELS,
      podMetricsEndpoints: [endpointOf(placement)],
    },
  });
}

/** The agent of the proxy answers without a certificate, which the app's own port does not in the mesh. */
function endpointOf(placement: Placement): PodMonitorSpecPodMetricsEndpoints {
  const { cluster, facets } = placement;
  const { metrics } = facets.observability;
  const interval = `${telemetryOf(placement).intervalSeconds}s`;
  if (cluster.mesh === 'none') return { ...metrics, interval };
  return {
    port: PROXY_PORT_NAME,
    path: '/stats/prometheus',
    interval,
    relabelings: [
      {
        action: Action.REPLACE,
        sourceLabels: ['__meta_kubernetes_pod_ip'],
        targetLabel: '__address__',
        replacement: `$1:${PROXY_METRICS_PORT}`,
      },
    ],
  };
}

/** Lets Prometheus in where no proxy answers for the app; in the mesh a policy of the namespace does. */
export function buildMetricsOpening(scope: Construct, { app, cluster, facets }: Placement): void {
  const { metrics } = facets.observability;
  const port = app.facets.runtime.ports.find(({ name }) => name === metrics?.port);
  if (cluster.mesh !== 'none' || port === undefined) return;
  new KubeNetworkPolicy(scope, 'metrics', {
    metadata: {
      name: `${app.name}-metrics`,
      namespace: app.namespace,
      labels: appLabels(app, cluster),
      annotations: waveAnnotation(POLICIES_WAVE),
    },
    spec: {
      podSelector: { matchLabels: selectorLabels(app) },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: MONITORING_NAMESPACE } },
              podSelector: { matchLabels: { ...PROMETHEUS_POD_LABELS } },
            },
          ],
          ports: [{ port: intOrString(port.port), protocol: 'TCP' }],
        },
      ],
    },
  });
}
