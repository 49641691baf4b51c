import type { Construct } from 'constructs';
import {
  ScrapeConfig,
  ScrapeConfigSpecMetricRelabelingsAction as Action,
} from '../../../imports/monitoring.coreos.com';
import { Sidecar } from '../../../imports/networking.istio.io';
import { AuthorizationPolicy, AuthorizationPolicySpecAction } from '../../../imports/security.istio.io';
import { intOrString, KubeService } from '../../kube';
import { meshPeers } from '../../plan/mesh-peers';
import { ISTIO_NAMESPACE, MONITORING_NAMESPACE, PROMETHEUS_POD_LABELS } from '../../plan/names';
import { prometheusOf } from '../../plan/peers';
import { traceHosts } from '../../plan/traces';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';
import { PROMETHEUS_ACCOUNT } from './access';

const PORT = 9090;

/**
 * What clusters tell each other: a few series for each app and of themselves, and that they are there. What one was told
 * by another has the label `peer` and is passed on to nobody, else every sum would count it twice.
 */
const SHARED =
  '{__name__=~"app:.+|cluster:.+|slo:current_burn_rate:ratio|slo:period_error_budget_remaining:ratio|meridian:.+",peer=""}';

/** Labels by which Prometheus tells its replicas apart; either may answer, and what it says is the same series. */
const OF_A_REPLICA = 'prometheus|prometheus_replica';

/**
 * Every Prometheus is found in every cluster under the name of its own cluster, through the mesh, and each asks all others:
 * so any region can show the whole fleet, and two notice when one falls silent, without a store in the middle.
 */
export function buildPeers(scope: Construct, { fleet, cluster }: ComponentContext): void {
  const labels = baselineLabels(cluster);
  const metadata = { namespace: MONITORING_NAMESPACE, labels };
  const others = meshPeers(fleet, cluster);
  for (const one of [cluster, ...others]) {
    new KubeService(scope, prometheusOf(one), {
      metadata: { ...metadata, name: prometheusOf(one) },
      spec: {
        selector: { ...PROMETHEUS_POD_LABELS, cluster: one.id },
        ports: [
          {
            name: 'http-web',
            port: PORT,
            targetPort: intOrString(PORT),
            protocol: 'TCP',
            appProtocol: 'http',
          },
        ],
      },
    });
  }
  new Sidecar(scope, 'sidecar', {
    metadata: { ...metadata, name: 'prometheus' },
    spec: {
      workloadSelector: { labels: { ...PROMETHEUS_POD_LABELS } },
      egress: [{ hosts: ['./*', ...traceHosts(cluster), `${ISTIO_NAMESPACE}/*`] }],
    },
  });
  buildAuthorization(scope, fleet.mesh.trustDomain, metadata);
  if (others.length === 0) return;
  new ScrapeConfig(scope, 'peers', {
    metadata: { ...metadata, name: 'peers' },
    spec: {
      jobName: 'peers',
      metricsPath: '/federate',
      honorLabels: true,
      params: { 'match[]': [SHARED] },
      metricRelabelings: [{ action: Action.LABELDROP, regex: OF_A_REPLICA }],
      staticConfigs: others.map((other) => ({
        targets: [`${prometheusOf(other)}.${MONITORING_NAMESPACE}.svc.cluster.local:${PORT}`],
        labels: { peer: other.id },
      })),
    },
  });
}

interface Place {
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** Only the Prometheus of a cluster, and what shows it to people, may ask. */
function buildAuthorization(scope: Construct, trustDomain: string, metadata: Place): void {
  new AuthorizationPolicy(scope, 'authorization', {
    metadata: { ...metadata, name: 'prometheus' },
    spec: {
      selector: { matchLabels: { ...PROMETHEUS_POD_LABELS } },
      action: AuthorizationPolicySpecAction.ALLOW,
      rules: [
        {
          from: [
            {
              source: {
                principals: [PROMETHEUS_ACCOUNT, 'kube-prometheus-grafana'].map(
                  (account) => `${trustDomain}/ns/${MONITORING_NAMESPACE}/sa/${account}`,
                ),
              },
            },
          ],
        },
      ],
    },
  });
}
