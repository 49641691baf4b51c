import type { Construct } from 'constructs';
import {
  Prometheus,
  PrometheusSpecAlertingAlertmanagersApiVersion as ApiVersion,
  PrometheusSpecAlertingAlertmanagersPort as Port,
  PrometheusSpecResourcesRequests as Requests,
  PrometheusSpecStorageVolumeClaimTemplateSpecResourcesRequests as StorageRequests,
  type PrometheusSpec,
} from '../../../imports/monitoring.coreos.com';
import type { Cluster } from '../../fleet/fleet';
import { MONITORING_NAMESPACE } from '../../plan/names';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';
import { PROMETHEUS_ACCOUNT } from './access';
import { MONITORING_SECRET } from './alertmanager';

/** A long-term release, whose rule groups have labels of their own. */
const VERSION = 'v3.5.0';

/** Everything in the cluster that says it wants to be looked at. */
const EVERYTHING = {
  podMonitorSelector: {},
  podMonitorNamespaceSelector: {},
  ruleSelector: {},
  ruleNamespaceSelector: {},
  scrapeConfigSelector: {},
  scrapeConfigNamespaceSelector: {},
  serviceMonitorSelector: {},
  serviceMonitorNamespaceSelector: {},
};

/** The Prometheus of the cluster; its external labels tell its alerts and series from those of every other cluster. */
export function buildPrometheus(scope: Construct, { cluster }: ComponentContext, mirror: string): void {
  const profile = cluster.observability;
  const { environment, id, provider, region } = cluster;
  new Prometheus(scope, 'prometheus', {
    metadata: { name: 'prometheus', namespace: MONITORING_NAMESPACE, labels: baselineLabels(cluster) },
    spec: {
      ...EVERYTHING,
      version: VERSION,
      image: `${mirror}/prometheus/prometheus:${VERSION}`,
      replicas: profile.prometheusReplicas,
      retention: profile.retention,
      retentionSize: profile.retentionSize,
      scrapeInterval: `${profile.scrapeIntervalSeconds}s`,
      evaluationInterval: `${profile.scrapeIntervalSeconds}s`,
      serviceAccountName: PROMETHEUS_ACCOUNT,
      priorityClassName: 'tier-1',
      externalLabels: { cluster: id, environment, provider, region },
      podMetadata: podMetadata(cluster),
      alerting: {
        alertmanagers: [
          {
            apiVersion: ApiVersion.V2,
            namespace: MONITORING_NAMESPACE,
            name: 'alertmanager-operated',
            port: Port.fromString('web'),
          },
        ],
      },
      ...remoteWrite(cluster),
      resources: {
        requests: { cpu: Requests.fromString(profile.cpu), memory: Requests.fromString(profile.memory) },
      },
      securityContext: {
        fsGroup: 2000,
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      storage: {
        volumeClaimTemplate: {
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: cluster.diskClass.name,
            resources: { requests: { storage: StorageRequests.fromString(profile.storage) } },
          },
        },
      },
    },
  });
}

function remoteWrite({ baseline }: Cluster): Pick<PrometheusSpec, 'remoteWrite'> {
  const url = baseline['kube-prometheus'].remoteWriteUrl;
  if (url === undefined) return {};
  const credentials = { name: MONITORING_SECRET, key: 'remote-write' };
  return { remoteWrite: [{ url, authorization: { credentials } }] };
}

/**
 * In the mesh it has a proxy, through which the Prometheus of other clusters is asked; pods are asked past it, because they
 * answer in plain text. So only what goes to a Service passes the proxy.
 */
function podMetadata({ id, mesh, networks }: Cluster): NonNullable<PrometheusSpec['podMetadata']> {
  if (mesh === 'none' || networks === undefined) return { labels: { cluster: id } };
  return {
    labels: { cluster: id, 'sidecar.istio.io/inject': 'true' },
    annotations: {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9090',
      'prometheus.io/path': '/metrics',
      'traffic.sidecar.istio.io/includeOutboundIPRanges': networks.services.text,
    },
  };
}
