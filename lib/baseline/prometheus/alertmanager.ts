import type { Construct } from 'constructs';
import {
  Alertmanager,
  AlertmanagerConfig,
  AlertmanagerSpecResourcesRequests as Requests,
} from '../../../imports/monitoring.coreos.com';
import { MONITORING_NAMESPACE } from '../../plan/names';
import { platformStoreEntry } from '../../plan/platform-entries';
import { storeName } from '../../plan/secret-stores';
import { buildStoredSecret, wholeEntry } from '../../stored-secret';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

const VERSION = 'v0.28.1';

/** The Secret with everything that the monitoring must know and no repository may hold. */
export const MONITORING_SECRET = 'monitoring';

const ROUTES = 'routes';

/** The cluster's own Alertmanager: who is told does not hang on another region. */
export function buildAlertmanager(scope: Construct, context: ComponentContext, mirror: string): void {
  const { cluster } = context;
  const metadata = { namespace: MONITORING_NAMESPACE, labels: baselineLabels(cluster) };
  new Alertmanager(scope, 'alertmanager', {
    metadata: { ...metadata, name: 'alertmanager' },
    spec: {
      version: VERSION,
      image: `${mirror}/prometheus/alertmanager:${VERSION}`,
      replicas: cluster.observability.alertmanagerReplicas,
      retention: '120h',
      alertmanagerConfiguration: { name: ROUTES },
      resources: { requests: { cpu: Requests.fromString('50m'), memory: Requests.fromString('64Mi') } },
      securityContext: {
        fsGroup: 2000,
        runAsNonRoot: true,
        runAsUser: 1000,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    },
  });
  buildRoutes(scope, metadata);
  buildSecret(scope, context, metadata);
}

interface Place {
  readonly namespace: string;
  readonly labels: Record<string, string>;
}

/** What pages goes to one address, and all else to another; both are in the Secret. */
function buildRoutes(scope: Construct, metadata: Place): void {
  const receiver = (
    name: string,
  ): { name: string; webhookConfigs: { urlSecret: { name: string; key: string } }[] } => ({
    name,
    webhookConfigs: [{ urlSecret: { name: MONITORING_SECRET, key: name } }],
  });
  new AlertmanagerConfig(scope, 'routes', {
    metadata: { ...metadata, name: ROUTES },
    spec: {
      route: {
        receiver: 'ticket',
        groupBy: ['alertname', 'cluster', 'service', 'silent'],
        groupWait: '30s',
        groupInterval: '5m',
        repeatInterval: '12h',
        routes: [
          {
            receiver: 'page',
            matchers: [{ name: 'severity', matchType: '=', value: 'page' }],
            repeatInterval: '1h',
          },
        ],
      },
      receivers: [receiver('page'), receiver('ticket')],
    },
  });
}

/** One entry of the region's own store, a JSON object whose keys become those of the Secret. */
function buildSecret(scope: Construct, { fleet, cluster }: ComponentContext, metadata: Place): void {
  buildStoredSecret(scope, 'secret', {
    metadata: { ...metadata, name: MONITORING_SECRET },
    store: storeName(fleet, cluster, 'platform'),
    source: wholeEntry(platformStoreEntry(fleet, cluster, 'monitoring', cluster.id)),
  });
}
