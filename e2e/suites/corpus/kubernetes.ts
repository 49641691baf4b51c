import type { KubeObject } from '../../harness/kube-client';
import { make, NAMESPACE, type Row } from './refused-object';

function deployment(container: object, spec: object = {}, pod: object = {}): KubeObject {
  const labels = { app: 'x' };
  const containers = [{ name: 'x', image: 'registry.example/x@sha256:00', ...container }];
  const template = { metadata: { labels }, spec: { containers, ...pod } };
  return make('apps/v1', 'Deployment', { spec: { selector: { matchLabels: labels }, template, ...spec } });
}

function autoscaler(spec: object): KubeObject {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'x' };
  return make('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { scaleTargetRef, maxReplicas: 3, ...spec },
  });
}

function service(spec: object): KubeObject {
  return make('v1', 'Service', { spec: { ports: [{ name: 'http', port: 80 }], ...spec } });
}

/** What is wrong in objects of Kubernetes itself. */
export const KUBERNETES_ROWS: readonly Row[] = [
  [
    'container with a misspelt field',
    'unknown field',
    /\.imagePullPolice: field not declared in schema/,
    deployment({ imagePullPolice: 'Always' }),
  ],
  [
    'pod with a misspelt grace period',
    'unknown field',
    /\.terminationGracePeriod: field not declared in schema/,
    deployment({}, {}, { terminationGracePeriod: 30 }),
  ],
  [
    'container port as text',
    'type',
    /expected numeric|cannot unmarshal string/,
    deployment({ ports: [{ containerPort: 'http' }] }),
  ],
  ['replicas as text', 'type', /expected numeric|cannot unmarshal string/, deployment({}, { replicas: '3' })],
  [
    'pull policy of an unknown kind',
    'enum',
    /Unsupported value: "Daily"/,
    deployment({ imagePullPolicy: 'Daily' }),
  ],
  [
    'container without a name',
    'required',
    /name: Required value|key "name"/,
    deployment({ name: undefined }),
  ],
  [
    'selector that its own pods do not match',
    'rule',
    /selector. does not match/,
    deployment({}, { selector: { matchLabels: { app: 'y' } } }),
  ],
  [
    'request above its limit',
    'rule',
    /must be less than or equal to cpu limit/,
    deployment({ resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
  ],
  [
    'memory that is no quantity',
    'rule',
    /quantities must match|unable to parse quantity/,
    deployment({ resources: { limits: { memory: '1 GB' } } }),
  ],
  [
    'probe port beyond the last port',
    'range',
    /between 1 and 65535/,
    deployment({ livenessProbe: { httpGet: { path: '/', port: 70_000 } } }),
  ],
  [
    'spread without a topology',
    'required',
    /topologyKey/,
    deployment({}, {}, { topologySpreadConstraints: [{ maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' }] }),
  ],
  ['autoscaler with more at least than at most', 'range', /maxReplicas/, autoscaler({ minReplicas: 5 })],
  [
    'autoscaler with a misspelt metric list',
    'unknown field',
    /\.metric: field not declared in schema/,
    autoscaler({ metric: [] }),
  ],
  [
    'service port without a name among several',
    'rule',
    /name: Required value/,
    service({ ports: [{ port: 80 }, { port: 81 }] }),
  ],
  [
    'service with a misspelt protocol field',
    'unknown field',
    /\.appProto: field not declared in schema/,
    service({ ports: [{ port: 80, appProto: 'http' }] }),
  ],
  [
    'service called like no DNS name',
    'name',
    /RFC 1123|RFC 1035/,
    make('v1', 'Service', { spec: { ports: [{ port: 80 }] } }, 'X_1'),
  ],
  [
    'budget that says both ways',
    'rule',
    /cannot be both set/,
    make('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: 1, maxUnavailable: 1, selector: {} } }),
  ],
  [
    'network policy with a range that is none',
    'rule',
    /ipBlock.cidr|CIDR/,
    make('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: { podSelector: {}, egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0' } }] }] },
    }),
  ],
  [
    'network policy of an unknown direction',
    'enum',
    /Unsupported value: "Both"/,
    make('networking.k8s.io/v1', 'NetworkPolicy', { spec: { podSelector: {}, policyTypes: ['Both'] } }),
  ],
  [
    'label value with a space',
    'rule',
    /a valid label must be/,
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x', namespace: NAMESPACE, labels: { a: 'b c' } },
    },
  ],
  [
    'number among the data',
    'type',
    /expected string|cannot unmarshal number/,
    make('v1', 'ConfigMap', { data: { a: 1 } }),
  ],
  [
    'object in a namespace that is not there',
    'rule',
    /namespaces "nowhere" not found/,
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'nowhere' } },
  ],
];
