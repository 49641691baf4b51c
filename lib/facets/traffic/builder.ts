import type { Construct } from 'constructs';
import {
  HttpRoute,
  HttpRouteSpecRulesMatchesHeadersType,
  HttpRouteSpecRulesMatchesPathType,
} from '../../../imports/gateway.networking.k8s.io';
import { formatSeconds } from '../../core/units';
import { intOrString, KubeService } from '../../kube';
import { cellKey } from '../../plan/cells';
import { publicHosts } from '../../plan/check-traffic';
import { appLabels, serviceSelector } from '../../plan/labels';
import { INGRESS_GATEWAY, INGRESS_NAMESPACE } from '../../plan/names';
import { isCallable, type Placement } from '../../plan/placement';
import { ROUTES_WAVE, waveAnnotation } from '../../plan/waves';
import { buildExport } from './exports';
import { buildOrigins } from './origins';
import { buildProfiles } from './profiles';
import { buildRecords } from './records';

/** The Service by which callers in this cluster find the app, and the public route where it is exposed. */
export function buildTraffic(scope: Construct, placement: Placement): void {
  if (!isCallable(placement.app)) return;
  buildService(scope, placement);
  if (placement.kind === 'placed' && placement.facets.traffic.exposure === 'public')
    buildRoute(scope, placement);
  if (placement.kind !== 'placed') return;
  buildExport(scope, placement);
  buildRecords(scope, placement);
  buildProfiles(scope, placement);
  buildOrigins(scope, placement);
}

/** The same in every cluster: Istio joins Services of one name and namespace, and their ports must agree. */
function buildService(scope: Construct, { app, cluster }: Placement): void {
  const ports = app.facets.runtime.ports.filter((port) => port.protocol !== 'none');
  new KubeService(scope, 'service', {
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app, cluster) },
    spec: {
      selector: serviceSelector(app, cluster),
      ports: ports.map(({ name, port, protocol }) => ({
        name,
        port,
        targetPort: intOrString(port),
        protocol: 'TCP',
        appProtocol: protocol,
      })),
    },
  });
}

/** Defaults that the API server would add inside a list, so that what is live would differ from what is in git. */
const GATEWAY_REF = { group: 'gateway.networking.k8s.io', kind: 'Gateway' } as const;
const SERVICE_REF = { group: '', kind: 'Service', weight: 1 } as const;

function buildRoute(scope: Construct, { app, cluster, facets, fleet }: Placement): void {
  const port = app.facets.runtime.ports.find((candidate) => candidate.protocol === 'http');
  if (port === undefined) return;
  const cell = cellKey(app, fleet);
  const headers = cell && [{ ...cell, type: HttpRouteSpecRulesMatchesHeadersType.EXACT }];
  const timeout = formatSeconds(facets.traffic.timeoutSeconds);
  new HttpRoute(scope, 'route', {
    metadata: {
      name: app.name,
      namespace: app.namespace,
      labels: appLabels(app, cluster),
      annotations: waveAnnotation(ROUTES_WAVE),
    },
    spec: {
      parentRefs: [
        { ...GATEWAY_REF, name: INGRESS_GATEWAY, namespace: INGRESS_NAMESPACE, sectionName: 'https' },
      ],
      hostnames: [...publicHosts(app, fleet)],
      rules: [
        {
          matches: facets.traffic.paths.map((path) => ({
            path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: path },
            ...(headers === undefined ? {} : { headers }),
          })),
          backendRefs: [{ ...SERVICE_REF, name: app.name, port: port.port }],
          timeouts: { request: timeout },
        },
      ],
    },
  });
}
