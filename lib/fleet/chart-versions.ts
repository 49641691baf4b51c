/** The release of every chart that the platform takes from somebody else, by the name of the chart. One line a chart. */
export const CHART_VERSIONS = {
  // Its operator serves the definitions that our objects are checked against.
  'kube-prometheus-stack': '77.1.1',
  // Velero 1.18, whose definitions our objects are checked against.
  velero: '12.1.0',
} as const;

/** A chart of somebody else. */
export type ChartName = keyof typeof CHART_VERSIONS;
