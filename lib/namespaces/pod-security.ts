import { byRelease } from '../core/text';
import { TARGET_VERSIONS } from '../fleet/versions';

/** A level of the Pod Security Standards. */
export type PodSecurity = 'privileged' | 'baseline' | 'restricted';

/**
 * The labels that hold the pods of a namespace to a level, as a version of Kubernetes defines it: that of the cluster, and no
 * newer one than pods are written for, so that an upgrade of a cluster alone refuses nothing.
 */
export function podSecurityLabels(level: PodSecurity, kubernetes: string): Record<string, string> {
  const modes = ['enforce', 'audit', 'warn'];
  const target = TARGET_VERSIONS.kubernetes;
  const version = `v${byRelease(kubernetes, target) < 0 ? kubernetes : target}`;
  return Object.fromEntries(
    modes.flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, level],
      [`pod-security.kubernetes.io/${mode}-version`, version],
    ]),
  );
}
