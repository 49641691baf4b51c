import type { Construct } from 'constructs';
import {
  HttpRoute,
  HttpRouteSpecRulesFiltersRequestRedirectPathType,
  HttpRouteSpecRulesFiltersRequestRedirectScheme,
  HttpRouteSpecRulesFiltersRequestRedirectStatusCode,
  HttpRouteSpecRulesFiltersType,
  HttpRouteSpecRulesMatchesPathType,
  type HttpRouteSpecRulesFiltersRequestRedirect,
} from '../../../imports/gateway.networking.k8s.io';
import { REGION_HEALTH_PATH, regionalName } from '../../plan/entry/regional';
import { INGRESS_GATEWAY, INGRESS_NAMESPACE } from '../../plan/names';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** Name of the listener that answers for the cluster itself. */
export const REGION_LISTENER = 'region';

/** Everything that comes without TLS is sent to where there is some. */
export function buildRedirect(scope: Construct, context: ComponentContext, gateway = INGRESS_GATEWAY): void {
  redirect(scope, context, {
    name: gateway === INGRESS_GATEWAY ? 'redirect-to-https' : `${gateway}-to-https`,
    gateway,
    listener: 'http',
    path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: '/' },
    to: {
      scheme: HttpRouteSpecRulesFiltersRequestRedirectScheme.HTTPS,
      statusCode: HttpRouteSpecRulesFiltersRequestRedirectStatusCode.VALUE_301,
    },
  });
}

/**
 * Whether a region can be reached: DNS, load balancer, certificate and Gateway, and nothing behind it. An answer that
 * depended on an app or its database would take all regions out together when what they share fails.
 */
export function buildRegionalHealth(scope: Construct, context: ComponentContext): void {
  redirect(scope, context, {
    name: 'region-health',
    gateway: INGRESS_GATEWAY,
    listener: REGION_LISTENER,
    hostnames: [regionalName(context.cluster, context.fleet)],
    path: { type: HttpRouteSpecRulesMatchesPathType.EXACT, value: REGION_HEALTH_PATH },
    to: {
      path: {
        type: HttpRouteSpecRulesFiltersRequestRedirectPathType.REPLACE_FULL_PATH,
        replaceFullPath: `${REGION_HEALTH_PATH}/ok`,
      },
      statusCode: HttpRouteSpecRulesFiltersRequestRedirectStatusCode.VALUE_302,
    },
  });
}

interface Redirect {
  readonly name: string;
  readonly gateway: string;
  readonly listener: string;
  readonly hostnames?: string[];
  readonly path: { readonly type: HttpRouteSpecRulesMatchesPathType; readonly value: string };
  readonly to: HttpRouteSpecRulesFiltersRequestRedirect;
}

function redirect(
  scope: Construct,
  { cluster }: ComponentContext,
  { name, gateway, listener, hostnames, path, to }: Redirect,
): void {
  new HttpRoute(scope, name, {
    metadata: { name, namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) },
    spec: {
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: gateway,
          sectionName: listener,
        },
      ],
      ...(hostnames === undefined ? {} : { hostnames }),
      rules: [
        {
          matches: [{ path }],
          filters: [{ type: HttpRouteSpecRulesFiltersType.REQUEST_REDIRECT, requestRedirect: to }],
        },
      ],
    },
  });
}
