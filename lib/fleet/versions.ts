/** The versions that the output is written for: fields, defaults and labels follow them. The only set that is supported. */
export const TARGET_VERSIONS = {
  kubernetes: '1.35',
  argocd: '3.5',
  istio: '1.31',
} as const;

/** The least Gateway API bundle that the targets need. */
export const GATEWAY_API_VERSION = '1.6';

/** The release of Istio that charts and images are of where the fleet names none. */
export const ISTIO_RELEASE = '1.31.1';
