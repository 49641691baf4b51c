import type { ChartName } from './chart-versions';

/** Minor releases of Kubernetes, both ends taken in. Without `to`, its publisher names no newest one. */
export interface KubernetesRange {
  readonly from: string;
  readonly to?: string;
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

/** A row for each chart; what is not published stands nowhere here, and nothing is said of it. */
export const ADD_ONS: Readonly<Record<ChartName, AddOn>> = {
  // Source: cert-manager.io, supported releases.
  'cert-manager': {
    kubernetes: { '1.20': { from: '1.32', to: '1.35' }, '1.21': { from: '1.33', to: '1.36' } },
    definitions: 'certManager',
  },
  // Sources: the release notes of the chart; the README of 0.22, for Kubernetes with its newest interfaces.
  'external-dns': {
    apps: { '1.21.1': 'v0.21.0', '1.22.0': 'v0.22.0' },
    kubernetes: { '0.21': { from: '1.21' }, '0.22': { from: '1.21' } },
    definitions: 'externalDns',
  },
  // Its publisher names no newest Kubernetes, and only says how many minor releases it looks back.
  'gateway-api': { kubernetes: {}, definitions: 'gateway' },
  // Sources: `helm list` of these charts in public; the Chart.yaml of 77 asks for Kubernetes 1.19 or newer.
  'kube-prometheus-stack': {
    apps: { '77.1.1': 'v0.85.0', '77.6.2': 'v0.85.0', '77.11.1': 'v0.85.0', '78.5.0': 'v0.86.1' },
    kubernetes: { '0.85': { from: '1.19' } },
    definitions: 'prometheusOperator',
  },
};

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
