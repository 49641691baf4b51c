import type { KubeObject } from '../../harness/kube-client';
import { setting, type ObjectMutation } from './mutation';

const CONTAINER = ['spec', 'template', 'spec', 'containers', 0] as const;
const OUTLIERS = ['spec', 'trafficPolicy', 'outlierDetection'] as const;

function has(object: KubeObject, text: string): boolean {
  return JSON.stringify(object).includes(text);
}

function hasFailover(object: KubeObject): boolean {
  return has(object, '"localityLbSetting"') && has(object, '"outlierDetection"');
}

/** Faults in one object that the API server must see: by refusing it, warning of it or storing it otherwise. */
export const FOR_ADMISSION: readonly ObjectMutation[] = [
  setting('a misspelt field', 'DestinationRule', ['spec', 'trafficPolicie'], {}),
  setting('a text in place of a number', 'DestinationRule', [...OUTLIERS, 'maxEjectionPercent'], '100'),
  setting('a duration without a unit', 'DestinationRule', [...OUTLIERS, 'interval'], '10'),
  setting('an unknown choice', 'PeerAuthentication', ['spec', 'mtls', 'mode'], 'STRICTER'),
  setting('a required field left out', 'HorizontalPodAutoscaler', ['spec', 'maxReplicas'], undefined),
  setting('a version that nobody serves', 'Deployment', ['apiVersion'], 'apps/v1beta9'),
  setting(
    'a quantity that is not canonical',
    'Deployment',
    [...CONTAINER, 'resources', 'requests', 'cpu'],
    '0.5',
  ),
  setting('a selector that misses its pods', 'Deployment', ['spec', 'selector', 'matchLabels'], {
    app: 'another',
  }),
  setting(
    'a pod that its namespace forbids',
    'Deployment',
    [...CONTAINER, 'securityContext', 'privileged'],
    true,
  ),
  setting('a label value with a space', 'Service', ['metadata', 'labels', 'team'], 'two words'),
  setting('a budget that says both ways', 'PodDisruptionBudget', ['spec'], {
    minAvailable: 1,
    maxUnavailable: 1,
  }),
  setting(
    'a range without a prefix',
    'NetworkPolicy',
    ['spec', 'ingress'],
    [{ from: [{ ipBlock: { cidr: '10.0.0.1' } }] }],
  ),
  setting('a default left to the server', 'HTTPRoute', ['spec', 'parentRefs', 0, 'kind'], undefined),
  setting(
    'a path that does not begin with a slash',
    'HTTPRoute',
    ['spec', 'rules', 0, 'matches'],
    [{ path: { type: 'PathPrefix', value: 'x' } }],
  ),
  setting('a finalizer of no domain', 'ConfigMap', ['metadata', 'finalizers'], ['no domain']),
];

/** Faults that `istioctl analyze` must see. */
export const FOR_ANALYSIS: readonly ObjectMutation[] = [
  setting('a failover without outlier detection', 'DestinationRule', OUTLIERS, undefined, hasFailover),
  setting(
    'a route to a subset that nobody defines',
    'VirtualService',
    ['spec', 'http', 0, 'route', 0, 'destination', 'subset'],
    'x',
  ),
  setting(
    'a rule for a gateway that is not there',
    'VirtualService',
    ['spec', 'gateways'],
    ['nowhere/gateway'],
  ),
];

/** Faults that nobody refuses, and that only the comparison with a fresh synthesis can see. */
export const FOR_COMPARISON: readonly ObjectMutation[] = [
  setting('a label removed', 'Deployment', ['metadata', 'labels', 'team'], undefined),
  setting(
    'prune off',
    'ApplicationSet',
    ['spec', 'template', 'spec', 'syncPolicy', 'automated', 'prune'],
    false,
  ),
  setting(
    'a wrong region in a failover',
    'DestinationRule',
    ['spec', 'trafficPolicy', 'loadBalancer', 'localityLbSetting'],
    {
      enabled: true,
      failover: [{ from: 'us-east-1', to: 'us-east-1b' }],
    },
    hasFailover,
  ),
];
