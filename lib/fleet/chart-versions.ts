/**
 * The release of every chart that the platform takes from somebody else, by the name of the chart; the file of a ring under
 * versions/ may name another. One line a chart, and one row in add-ons.ts.
 */
export const CHART_VERSIONS = {
  // Its definitions are those that our objects are checked against.
  'external-secrets': '1.3.2',
  // Argo CD 3.5.3, the release that the end-to-end suites run.
  'argo-cd': '10.9.5',
  // The autoscaler that it installs is 1.35.0: it has to be of the minor release of Kubernetes.
  'cluster-autoscaler': '9.54.0',
  // Serves the definitions that our pools of nodes are checked against.
  karpenter: '1.14.1',
  // These three serve the definitions that our objects are checked against, and are of the releases in scripts/import/pins.ts.
  'cert-manager': 'v1.21.2',
  'external-dns': '1.22.0',
  // No chart upstream: the manifests of a release, as one artifact.
  'gateway-api': 'v1.6.3',
  // Its operator serves the definitions that our objects are checked against.
  'kube-prometheus-stack': '77.1.1',
  'metrics-server': '3.13.1',
  // Velero 1.18, whose definitions our objects are checked against.
  velero: '12.1.0',
} as const;

/** A chart of somebody else. */
export type ChartName = keyof typeof CHART_VERSIONS;
