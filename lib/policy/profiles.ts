import { POLICY_RULE_NAMES } from './registry';

/** What a policy profile holds: data, so that a team can copy it and change it. */
export interface PolicyProfile {
  readonly name: string;
  /** Stands on every policy, so that what runs where can be told. */
  readonly version: string;
  readonly rules: readonly string[];
  /** Labels that `must-carry-labels` asks for. */
  readonly labels: readonly string[];
}

/** The rule that reads the labels of a profile. */
export const LABELS_RULE = 'must-carry-labels';

/** What every production workload is held to. */
export const PRODUCTION_RULES: readonly string[] = [
  'must-run-as-non-root',
  'must-not-use-host-network',
  'must-pin-image-by-digest',
  'must-declare-resource-requests',
  'must-have-readiness-probe',
  'must-use-approved-registry',
  'must-use-workload-identity',
  'must-not-mount-service-account-token-unless-needed',
  'must-not-use-latest',
  'must-not-use-blocked-digest',
  LABELS_RULE,
];

/** What every sample of telemetry must say, so that dashboards and alerts of all clusters can be one. */
export const PRODUCTION_LABELS: readonly string[] = [
  'cell',
  'cluster',
  'criticality',
  'environment',
  'namespace',
  'provider',
  'region',
  'service',
  'team',
  'version',
];

/** Profiles that are there without a file. A file of the same name under policies/ takes their place. */
export const BUILT_IN_PROFILES: readonly PolicyProfile[] = [
  { name: 'restricted-prod', version: '1', rules: POLICY_RULE_NAMES, labels: PRODUCTION_LABELS },
];
