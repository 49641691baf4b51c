import type { Construct } from 'constructs';
import {
  Gateway,
  GatewaySpecListenersAllowedRoutesNamespacesFrom as From,
  GatewaySpecListenersTlsMode,
  HttpRoute,
  HttpRouteSpecRulesFiltersRequestRedirectScheme,
  HttpRouteSpecRulesFiltersRequestRedirectStatusCode,
  HttpRouteSpecRulesFiltersType,
} from '../../../imports/gateway.networking.k8s.io';
import { EXPOSURE_LABEL, INGRESS_GATEWAY, INGRESS_NAMESPACE } from '../../plan/names';
import type { Component, ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** The way in from outside, shared by every public app; each brings its own route. */
export const ingressGateway: Component = {
  name: 'ingress-gateway',
  namespace: INGRESS_NAMESPACE,
  build(scope, context) {
    buildGateway(scope, context);
    buildRedirect(scope, context);
  },
};

/** Only routes of this namespace attach to plain HTTP, so that no app can be reached without TLS. */
function buildGateway(scope: Construct, { fleet, cluster }: ComponentContext): void {
  const hostname = `*.${fleet.domain}`;
  new Gateway(scope, 'gateway', {
    metadata: { name: INGRESS_GATEWAY, namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) },
    spec: {
      gatewayClassName: 'istio',
      listeners: [
        {
          name: 'https',
          port: 443,
          protocol: 'HTTPS',
          hostname,
          tls: {
            mode: GatewaySpecListenersTlsMode.TERMINATE,
            certificateRefs: [{ name: cluster.baseline['ingress-gateway'].certificateSecret }],
          },
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
      ],
    },
  });
}

function buildRedirect(scope: Construct, { cluster }: ComponentContext): void {
  new HttpRoute(scope, 'redirect', {
    metadata: { name: 'redirect-to-https', namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) },
    spec: {
      parentRefs: [{ name: INGRESS_GATEWAY, sectionName: 'http' }],
      rules: [
        {
          filters: [
            {
              type: HttpRouteSpecRulesFiltersType.REQUEST_REDIRECT,
              requestRedirect: {
                scheme: HttpRouteSpecRulesFiltersRequestRedirectScheme.HTTPS,
                statusCode: HttpRouteSpecRulesFiltersRequestRedirectStatusCode.VALUE_301,
              },
            },
          ],
        },
      ],
    },
  });
}
