/** The release of every chart that the platform takes from somebody else, by the name of the chart. One line a chart. */
export const CHART_VERSIONS = {
  // Its definitions are those that our objects are checked against.
  'external-secrets': '1.3.2',
  // Its operator serves the definitions that our objects are checked against.
  'kube-prometheus-stack': '77.1.1',
  'metrics-server': '3.13.1',
} as const;

/** A chart of somebody else. */
export type ChartName = keyof typeof CHART_VERSIONS;
