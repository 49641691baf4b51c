import type { Construct } from 'constructs';
import { DnsEndpoint } from '../../../imports/externaldns.k8s.io';
import {
  Gateway,
  GatewaySpecListenersAllowedRoutesNamespacesFrom as From,
  HttpRoute,
  HttpRouteSpecRulesMatchesPathType as PathType,
} from '../../../imports/gateway.networking.k8s.io';
import {
  GcpBackendPolicy,
  HealthCheckPolicy,
  HealthCheckPolicySpecDefaultConfigHttpHealthCheckPortSpecification as PortSpecification,
  HealthCheckPolicySpecDefaultConfigType as CheckType,
} from '../../../imports/networking.gke.io';
import type { Fleet } from '../../fleet/fleet';
import { GATEWAY_STATUS } from '../../plan/entry/regional';
import { INGRESS_NAMESPACE } from '../../plan/names';
import type { AppPlan } from '../../plan/plan';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';
import { backendName, HTTPS_PORT } from './exported-gateway';
import { gatewayTls } from './gateway';
import { buildRedirect } from './routes';

/** Name of the Gateway that stands before all clusters. */
const GLOBAL_GATEWAY = 'global';

/** What a health check waits for at most, in seconds. */
const PATIENCE = 5;

/** How long connections to a Gateway that goes may end by themselves, in seconds. */
const DRAINING = 60;

/**
 * The Gateway of Google, in the one cluster that Google reads: with a route for each public app that leads to the Gateways of
 * the clusters that serve it. The apps' own routes stay as they are, at those.
 */
export function buildGlobalGateway(scope: Construct, context: ComponentContext): void {
  const { fleet, plan, cluster } = context;
  const { gkeGateway } = fleet.entry ?? {};
  if (gkeGateway?.configCluster !== cluster.id || cluster.globalGatewayClass === undefined) return;
  const hostname = `*.${fleet.domain}`;
  const allowedRoutes = { namespaces: { from: From.SAME } };
  new Gateway(scope, 'global-gateway', {
    metadata: { name: GLOBAL_GATEWAY, namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) },
    spec: {
      gatewayClassName: cluster.globalGatewayClass,
      addresses: [{ type: 'NamedAddress', value: gkeGateway.addressName }],
      listeners: [
        { ...gatewayTls(cluster), name: 'https', hostname, allowedRoutes },
        { name: 'http', port: 80, protocol: 'HTTP', hostname, allowedRoutes },
      ],
    },
  });
  buildRedirect(scope, context, GLOBAL_GATEWAY);
  for (const app of plan.apps) {
    const hosts = (plan.entry?.profiles.get(app.app.name) ?? []).map(({ host }) => host);
    if (hosts.length > 0) buildApp(scope, context, app, hosts, gkeGateway.address);
  }
}

function buildApp(
  scope: Construct,
  { fleet, cluster }: ComponentContext,
  plan: AppPlan,
  hosts: readonly string[],
  address: string,
): void {
  const name = backendName(plan.app);
  const metadata = { name, namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) };
  const backend = { group: 'net.gke.io', kind: 'ServiceImport', name } as const;
  new HttpRoute(scope, `${name}-route`, {
    metadata,
    spec: {
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: GLOBAL_GATEWAY,
          sectionName: 'https',
        },
      ],
      hostnames: [...hosts],
      rules: [
        {
          matches: [{ path: { type: PathType.PATH_PREFIX, value: '/' } }],
          backendRefs: [{ ...backend, port: HTTPS_PORT, weight: 1 }],
        },
      ],
    },
  });
  new HealthCheckPolicy(scope, `${name}-health`, {
    metadata,
    spec: { default: healthCheck(fleet), targetRef: backend },
  });
  new GcpBackendPolicy(scope, `${name}-backend`, {
    metadata,
    spec: {
      default: {
        timeoutSec: patienceWith(plan),
        connectionDraining: { drainingTimeoutSec: DRAINING },
      },
      targetRef: backend,
    },
  });
  new DnsEndpoint(scope, `${name}-hosts`, {
    metadata,
    spec: {
      endpoints: hosts.map((host) => ({
        dnsName: host,
        recordType: 'A',
        recordTtl: fleet.recovery.dnsTtlSeconds,
        targets: [address],
      })),
    },
  });
}

/** Its figures are those of the recovery times. It asks the Gateway itself, and no app. */
function healthCheck({ recovery }: Fleet) {
  const { failureThreshold, healthCheckSeconds } = recovery;
  return {
    checkIntervalSec: healthCheckSeconds,
    timeoutSec: Math.min(PATIENCE, healthCheckSeconds),
    healthyThreshold: 1,
    unhealthyThreshold: failureThreshold,
    config: {
      type: CheckType.HTTP,
      httpHealthCheck: {
        portSpecification: PortSpecification.USE_UNDERSCORE_FIXED_UNDERSCORE_PORT,
        port: GATEWAY_STATUS.port,
        requestPath: GATEWAY_STATUS.path,
      },
    },
  };
}

/** A second more than the longest that the Gateways behind it wait, so that the answer is theirs. */
function patienceWith({ app, placed }: AppPlan): number {
  const seconds = placed.map((cluster) => app.in(cluster).facets.traffic.timeoutSeconds);
  return Math.ceil(Math.max(...seconds)) + 1;
}
