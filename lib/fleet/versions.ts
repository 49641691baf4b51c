/** The versions that the output is written for: fields, defaults and labels follow them. */
export const TARGET_VERSIONS = {
  kubernetes: '1.35',
  argocd: '3.5',
  istio: '1.31',
} as const;

/**
 * The minor releases of Kubernetes that a cluster may run: the target, and one on either side of it, so that a ring can
 * be upgraded before or after Meridian is. Why the output is valid there: docs/decisions/versions-by-ring.md.
 */
export const KUBERNETES_MINORS = ['1.34', '1.35', '1.36'] as const;

/** The least Gateway API bundle that the targets need. */
export const GATEWAY_API_VERSION = '1.6';

/** The release of Istio that charts and images are of where a ring names none. */
export const ISTIO_RELEASE = '1.31.1';

/** Days before its end of support that an upgrade is due: two rings with a fortnight each, and a month to find a window. */
export const UPGRADE_DAYS = 60;
