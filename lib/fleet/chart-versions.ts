/**
 * The release of every chart that the platform takes from somebody else, by the name of the chart; the file of a ring under
 * versions/ may name another. One line a chart, and one row in add-ons.ts.
 */
export const CHART_VERSIONS = {
  // Argo CD 3.5.3, the release that the end-to-end suites run.
  'argo-cd': '10.9.5',
  // Its operator serves the definitions that our objects are checked against.
  'kube-prometheus-stack': '77.1.1',
  // Velero 1.18, whose definitions our objects are checked against.
  velero: '12.1.0',
} as const;

/** A chart of somebody else. */
export type ChartName = keyof typeof CHART_VERSIONS;
