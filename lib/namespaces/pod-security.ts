import { TARGET_VERSIONS } from '../fleet/versions';

/** A level of the Pod Security Standards. */
export type PodSecurity = 'privileged' | 'baseline' | 'restricted';

/** The labels that hold the pods of a namespace to a level, as the target version of Kubernetes defines it. */
export function podSecurityLabels(level: PodSecurity): Record<string, string> {
  const modes = ['enforce', 'audit', 'warn'];
  return Object.fromEntries(
    modes.flatMap((mode) => [
      [`pod-security.kubernetes.io/${mode}`, level],
      [`pod-security.kubernetes.io/${mode}-version`, `v${TARGET_VERSIONS.kubernetes}`],
    ]),
  );
}
