import { defineMessage, type Diagnostic, type Severity } from '../core/diagnostic';
import { ruleOfPolicy } from '../policy/registry';
import { admissionOf } from './admission-of';
import { originOf, titleOf } from './define-rule';
import type { LintRule } from './lint';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

/** A rule about objects that the policies of their own cluster refuse (`deny`), or would (`audit`, `warn`). */
export function refusalRule(definition: {
  readonly name: string;
  readonly severity: Severity;
  readonly reason: string;
  readonly verb: string;
  readonly concerns: (actions: readonly string[]) => boolean;
}): LintRule {
  const { name, severity, reason, verb, concerns } = definition;
  const message = defineMessage<{ entry: LintEntry; policy: string; says: string; index: LintIndex }>(
    `lint/${name}`,
    {
      severity,
      reason,
      text: ({ entry, policy, says, index }) => {
        const rule = ruleOfPolicy(policy);
        return {
          at: originOf(entry.unit, index),
          message: `${titleOf(entry)}: ${rule?.name ?? policy} ${verb} it: ${says}`,
          reason: rule?.reason ?? reason,
          remedy: rule?.remedy ?? 'Change the object, or the policy.',
        };
      },
    },
  );
  const check = (index: LintIndex, report: (diagnostic: Diagnostic) => void): void => {
    for (const { entry, refusal } of admissionOf(index).refusals) {
      if (concerns(refusal.actions))
        report(message({ entry, policy: refusal.policy, says: refusal.message, index }));
    }
  };
  return { message, check };
}
