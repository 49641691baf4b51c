import type { KubeObject } from '../../harness/kube-client';

/** Namespace of the corpus. */
export const NAMESPACE = 'policy-corpus';
/** Where images of the corpus may come from; as the parameters say it. */
export const REGISTRY = 'registry.example.com/shop/';
/** A digest that is blocked. */
export const BLOCKED = `sha256:${'b'.repeat(64)}`;
/** An account that may hold a token. */
export const TOKEN_ACCOUNT = 'watcher';
/** An app that is exempt from `must-have-readiness-probe` and `must-not-use-host-network`. */
export const EXEMPT_APP = 'old-worker';
/** What the mesh's proxies are called here. */
export const PROXY_IMAGE = 'registry.example.com/vendors/istio-release/proxyv2:';

const DIGEST = `sha256:${'a'.repeat(64)}`;

/** The parameters of the corpus. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  'blocked-digests': BLOCKED,
  labels: 'service,team,version',
  'proxy-image': PROXY_IMAGE,
  registries: `${REGISTRY},registry.example.com/vendors/`,
  'token-accounts': `${NAMESPACE}/${TOKEN_ACCOUNT},other/web`,
  'exempt.must-have-readiness-probe': `${NAMESPACE}/${EXEMPT_APP},elsewhere/*`,
  'exempt.must-not-use-host-network': `${NAMESPACE}/${EXEMPT_APP}`,
  'exempt.must-drop-privileges': 'elsewhere/*',
};

const LABELS = { 'app.kubernetes.io/name': 'web', service: 'web', team: 'shop', version: '1.0' };

const CONTAINER = {
  name: 'web',
  image: `${REGISTRY}web@${DIGEST}`,
  ports: [{ name: 'http', containerPort: 8080 }],
  env: [{ name: 'LOG_LEVEL', value: 'info' }],
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '128Mi' } },
  readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
};

const POD_SPEC = {
  serviceAccountName: 'web',
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [CONTAINER],
  volumes: [{ name: 'tmp', emptyDir: {} }],
};

const TEMPLATE = { metadata: { labels: LABELS }, spec: POD_SPEC };
const ENDING = { ...TEMPLATE, spec: { ...POD_SPEC, restartPolicy: 'Never' } };
const SELECTOR = { matchLabels: { 'app.kubernetes.io/name': 'web' } };

function make(apiVersion: string, kind: string, rest: Readonly<Record<string, unknown>>): KubeObject {
  return { apiVersion, kind, metadata: { name: 'web', namespace: NAMESPACE, labels: LABELS }, ...rest };
}

/** One object of every kind that a policy is asked about, which none of them refuses. */
export const GOOD = {
  deployment: make('apps/v1', 'Deployment', { spec: { selector: SELECTOR, template: TEMPLATE } }),
  statefulSet: make('apps/v1', 'StatefulSet', {
    spec: { serviceName: 'web', selector: SELECTOR, template: TEMPLATE },
  }),
  daemonSet: make('apps/v1', 'DaemonSet', { spec: { selector: SELECTOR, template: TEMPLATE } }),
  replicaSet: make('apps/v1', 'ReplicaSet', { spec: { selector: SELECTOR, template: TEMPLATE } }),
  replicationController: make('v1', 'ReplicationController', {
    spec: { selector: { 'app.kubernetes.io/name': 'web' }, template: TEMPLATE },
  }),
  job: make('batch/v1', 'Job', { spec: { template: ENDING } }),
  cronJob: make('batch/v1', 'CronJob', {
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: ENDING } } },
  }),
  pod: make('v1', 'Pod', { spec: POD_SPEC }),
  service: make('v1', 'Service', {
    spec: { type: 'ClusterIP', selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] },
  }),
  namespace: {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'new', labels: { team: 'shop', 'pod-security.kubernetes.io/enforce': 'restricted' } },
  },
} as const satisfies Readonly<Record<string, KubeObject>>;

/** A kind of the corpus. */
export type Kind = keyof typeof GOOD;

type Path = readonly (string | number)[];

/** The object with another value at a path; undefined takes it out, and an index after the last one adds. */
export function withValue(object: KubeObject, path: Path, value: unknown): KubeObject {
  return replaced(object, path, value) as KubeObject;
}

function replaced(tree: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(tree) || typeof step === 'number') {
    const list = [...((tree ?? []) as unknown[])];
    list[step as number] = replaced(list[step as number], rest, value);
    return list;
  }
  const map = (tree ?? {}) as Readonly<Record<string, unknown>>;
  const next = { ...map, [step]: replaced(map[step], rest, value) };
  return Object.fromEntries(Object.entries(next).filter(([, child]) => child !== undefined));
}
