import type { Construct } from 'constructs';
import {
  Gateway,
  GatewaySpecListenersAllowedRoutesNamespacesFrom as From,
  GatewaySpecListenersTlsMode,
  HttpRoute,
  HttpRouteSpecRulesFiltersRequestRedirectScheme,
  HttpRouteSpecRulesFiltersRequestRedirectStatusCode,
  HttpRouteSpecRulesFiltersType,
  HttpRouteSpecRulesMatchesPathType,
} from '../../../imports/gateway.networking.k8s.io';
import { EXPOSURE_LABEL, INGRESS_GATEWAY, INGRESS_NAMESPACE } from '../../plan/names';
import type { Component, ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/*
 * What an API server would fill in inside a list is written out: Argo CD compares lists of custom resources as a whole,
 * and would find them different for ever.
 */

/** The way in from outside, shared by every public app; each brings its own route. */
export const ingressGateway: Component = {
  name: 'ingress-gateway',
  namespace: INGRESS_NAMESPACE,
  ofMesh: true,
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
            certificateRefs: [
              { group: '', kind: 'Secret', name: cluster.baseline['ingress-gateway'].certificateSecret },
            ],
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
      parentRefs: [
        { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: INGRESS_GATEWAY, sectionName: 'http' },
      ],
      rules: [
        {
          matches: [{ path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: '/' } }],
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
