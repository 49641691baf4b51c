import type { ObservabilityProfile } from './profile';
import { small } from './small';
import { standard } from './standard';

/** Every observability profile, by the name that the registry uses. One line a profile. */
export const OBSERVABILITY_PROFILES: Readonly<Record<string, ObservabilityProfile>> = {
  'aks-standard': standard,
  'eks-standard': standard,
  'gke-standard': standard,
  small,
};
