import type { Construct } from 'constructs';
import { PodMonitor } from '../../../imports/monitoring.coreos.com';
import { KubeClusterRole, KubeClusterRoleBinding, KubeServiceAccount } from '../../kube';
import { PLATFORM_NAMESPACE } from '../../plan/names';
import { platformStoreEntry } from '../../plan/platform-entries';
import { storeName } from '../../plan/secret-stores';
import { COLLECTOR, COLLECTOR_POD_LABELS, traceExport } from '../../plan/traces';
import { buildStoredSecret, oneValue } from '../../stored-secret';
import type { Component, ComponentContext } from '../component';
import { baselineLabels } from '../labels';
import { TOKEN_KEY } from './config';
import { buildWorkload, METRICS_PORT_NAME } from './workload';

/**
 * Takes the traces of a cluster, says whose they are, and passes them on to the store of its region. A plain Deployment of
 * our own: an operator would be one more thing that must run for it.
 */
export const otelCollector: Component = {
  name: COLLECTOR,
  namespace: PLATFORM_NAMESPACE,
  isIn: ({ cluster }) => traceExport(cluster) !== undefined,
  build(scope, context) {
    const exported = traceExport(context.cluster);
    if (exported === undefined) return;
    const metadata = {
      name: COLLECTOR,
      namespace: PLATFORM_NAMESPACE,
      labels: baselineLabels(context.cluster),
    };
    buildAccess(scope, metadata);
    buildToken(scope, context, metadata);
    buildWorkload(scope, context, { metadata, exported });
    new PodMonitor(scope, 'monitor', {
      metadata,
      spec: {
        selector: { matchLabels: { ...COLLECTOR_POD_LABELS } },
        podMetricsEndpoints: [{ port: METRICS_PORT_NAME }],
      },
    });
  },
};

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** It reads which pod has the address that a trace came from. */
function buildAccess(scope: Construct, metadata: Metadata): void {
  const { namespace, labels } = metadata;
  const name = `meridian-${COLLECTOR}`;
  new KubeServiceAccount(scope, 'account', { metadata, automountServiceAccountToken: false });
  new KubeClusterRole(scope, 'role', {
    metadata: { name, labels },
    rules: [{ apiGroups: [''], resources: ['namespaces', 'pods'], verbs: ['get', 'list', 'watch'] }],
  });
  new KubeClusterRoleBinding(scope, 'binding', {
    metadata: { name, labels },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
    subjects: [{ kind: 'ServiceAccount', name: COLLECTOR, namespace }],
  });
}

/** One key of what the region's own store holds for the monitoring of the cluster. */
function buildToken(scope: Construct, { fleet, cluster }: ComponentContext, metadata: Metadata): void {
  buildStoredSecret(scope, 'token', {
    metadata,
    store: storeName(fleet, cluster, 'platform'),
    source: oneValue(TOKEN_KEY, platformStoreEntry(fleet, cluster, 'monitoring', cluster.id), 'traces'),
  });
}
