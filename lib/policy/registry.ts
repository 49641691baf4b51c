import type { PolicyRule } from './policy-rule';
import { mustCarryLabels } from './rules/must-carry-labels';
import { mustDeclareResourceRequests } from './rules/must-declare-resource-requests';
import { mustDropPrivileges } from './rules/must-drop-privileges';
import { mustHaveReadinessProbe } from './rules/must-have-readiness-probe';
import { mustNotMountToken } from './rules/must-not-mount-service-account-token-unless-needed';
import { mustNotUseBlockedDigest } from './rules/must-not-use-blocked-digest';
import { mustNotUseHostNetwork } from './rules/must-not-use-host-network';
import { mustNotUseLatest } from './rules/must-not-use-latest';
import { mustPinImageByDigest } from './rules/must-pin-image-by-digest';
import { mustRestrictNamespaces } from './rules/must-restrict-namespaces';
import { mustRunAsNonRoot } from './rules/must-run-as-non-root';
import { mustStayBehindTheGateway } from './rules/must-stay-behind-the-gateway';
import { mustUseApprovedRegistry } from './rules/must-use-approved-registry';
import { mustUseWorkloadIdentity } from './rules/must-use-workload-identity';

/** Every policy rule. One line a rule. */
export const POLICY_RULES: readonly PolicyRule[] = [
  mustCarryLabels,
  mustDeclareResourceRequests,
  mustDropPrivileges,
  mustHaveReadinessProbe,
  mustNotMountToken,
  mustNotUseBlockedDigest,
  mustNotUseHostNetwork,
  mustNotUseLatest,
  mustPinImageByDigest,
  mustRestrictNamespaces,
  mustRunAsNonRoot,
  mustStayBehindTheGateway,
  mustUseApprovedRegistry,
  mustUseWorkloadIdentity,
];

/** Every name of a rule. */
export const POLICY_RULE_NAMES: readonly string[] = POLICY_RULES.map(({ name }) => name);

const SWITCHES = new Set(POLICY_RULES.filter(({ isSwitch }) => isSwitch).map(({ name }) => name));

/** Whether a rule is a switch for emergencies: it refuses in every ring, and nobody is exempt. */
export function isSwitch(rule: string): boolean {
  return SWITCHES.has(rule);
}

const SUFFIX = '.meridian.dev';

/** The name of a rule's policy in a cluster. */
export function policyName(rule: string): string {
  return `${rule}${SUFFIX}`;
}

/** The rule behind a policy of a cluster; undefined where it is none of ours. */
export function ruleOfPolicy(policy: string): PolicyRule | undefined {
  return POLICY_RULES.find(({ name }) => policyName(name) === policy);
}
