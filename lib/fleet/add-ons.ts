import type { ChartName } from './chart-versions';

/** Minor releases of Kubernetes, both ends taken in. Without `to`, its publisher names no newest one. */
export interface KubernetesRange {
  readonly from: string;
  readonly to?: string;
  /** What its publisher runs its tests on, and says no more about: told to who asks, and held against nobody. */
  readonly tested?: boolean;
}

/** What is published about something that a chart installs. */
export interface AddOn {
  /** Releases of the chart that are known → the release of what each installs. Absent where a chart has the number of its app. */
  readonly apps?: Readonly<Record<string, string>>;
  /** Minor release of the app → the Kubernetes that its publisher supports or tests it on. */
  readonly kubernetes: Readonly<Record<string, KubernetesRange>>;
  /** The module whose definitions our objects are checked against, by its name in scripts/import/pins.ts. */
  readonly definitions?: string;
}

/**
 * Istio by its own release, because its charts share it. Sources: istio.io, supported releases; for 1.31 its own
 * MinK8SVersion, and the row of that page from which it was released.
 */
export const ISTIO_ADD_ON: AddOn = {
  kubernetes: {
    '1.29': { from: '1.31', to: '1.35' },
    '1.30': { from: '1.32', to: '1.36' },
    '1.31': { from: '1.32', to: '1.36' },
  },
  definitions: 'istio',
};

/** What is published about each chart; what was not found published stands nowhere here, and nothing is said of it. */
const PUBLISHED = {
  // `helm list` of these charts in public; the Chart.yaml of 77 asks for Kubernetes 1.19 or newer.
  'kube-prometheus-stack': {
    apps: { '77.1.1': 'v0.85.0', '77.6.2': 'v0.85.0', '77.11.1': 'v0.85.0', '78.5.0': 'v0.86.1' },
    kubernetes: { '0.85': { from: '1.19' } },
    definitions: 'prometheusOperator',
  },
  // cert-manager.io, supported releases; for 1.21 the clusters that its own make/cluster.sh knows.
  'cert-manager': {
    kubernetes: {
      '1.18': { from: '1.29', to: '1.33' },
      '1.19': { from: '1.31', to: '1.35' },
      '1.20': { from: '1.32', to: '1.35' },
      '1.21': { from: '1.33', to: '1.36' },
    },
    definitions: 'certManager',
  },
  // external-secrets.io, stability and support: the release that its tests run on.
  'external-secrets': {
    kubernetes: {
      '1.3': { from: '1.34', to: '1.34', tested: true },
      '2.4': { from: '1.34', to: '1.35', tested: true },
    },
    definitions: 'externalSecrets',
  },
  'external-dns': { apps: { '1.22.0': 'v0.22.0' }, kubernetes: {}, definitions: 'externalDns' },
  'gateway-api': { kubernetes: {}, definitions: 'gateway' },
  // MinK8sVersion and MaxK8sVersion of 1.14.1, pkg/providers/version; karpenter.sh, compatibility.
  karpenter: {
    kubernetes: { '1.11': { from: '1.29', to: '1.35' }, '1.14': { from: '1.26', to: '1.36' } },
    definitions: 'karpenter',
  },
  // Each release is built for the Kubernetes of the same number, and tested on no other: its README.
  'cluster-autoscaler': {
    apps: { '9.54.0': '1.35.0' },
    kubernetes: { '1.35': { from: '1.35', to: '1.35', tested: true } },
  },
  'metrics-server': { apps: { '3.13.0': 'v0.8.0', '3.13.1': 'v0.8.1' }, kubernetes: {} },
  // README of 1.18: it is expected to work on any newer one.
  velero: {
    apps: { '12.0.1': 'v1.18.0', '12.0.3': 'v1.18.1', '12.1.0': 'v1.18' },
    kubernetes: { '1.18': { from: '1.18' } },
    definitions: 'velero',
  },
  // Chart.yaml at the tags of argo-helm; the page "tested Kubernetes versions" of Argo CD 3.5.
  'argo-cd': {
    apps: {
      '10.1.4': 'v3.4.5',
      '10.9.1': 'v3.5.3',
      '10.9.2': 'v3.5.3',
      '10.9.3': 'v3.5.3',
      '10.9.4': 'v3.5.3',
      '10.9.5': 'v3.5.3',
    },
    kubernetes: {
      '3.4': { from: '1.32', to: '1.35', tested: true },
      '3.5': { from: '1.33', to: '1.36', tested: true },
    },
    definitions: 'argocd',
  },
} as const satisfies Readonly<Record<string, AddOn>>;

/** A row for each chart. */
export const ADD_ONS: Readonly<Record<ChartName, AddOn>> = PUBLISHED;

/** The release of what a chart installs; undefined of a release of the chart that is not known here. */
export function appRelease(chart: ChartName, release: string): string | undefined {
  const { apps } = ADD_ONS[chart];
  return apps === undefined ? release : apps[release];
}

/** The Kubernetes that a release of an add-on is published for; undefined where nothing is. */
export function rangeOf({ kubernetes }: AddOn, app: string): KubernetesRange | undefined {
  return kubernetes[minorOf(app)];
}

/** The minor release of a release: 1.21 of v1.21.2. */
export function minorOf(release: string): string {
  return release.replace(/^v/, '').split('.').slice(0, 2).join('.');
}
