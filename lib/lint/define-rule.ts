import type { Unit } from '../compile/unit';
import { defineMessage, type Position, type Severity } from '../core/diagnostic';
import { identityKey, objectIdentity } from '../core/manifest';
import type { LintRule } from './lint';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

/** What a rule found at an object or at a unit. `problem` ends a sentence that begins with the field. */
export interface LintFinding {
  /** Path of the field that is wrong, as `spec.template.spec`. */
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Tells that something is wrong with an object or a unit. */
export type Find = (subject: LintEntry | Unit, field: string, problem: string, remedy: string) => void;

/** What one rule is made of. */
export interface RuleDefinition {
  /** Code behind `lint/`. */
  readonly name: string;
  readonly severity?: Severity;
  /** Why it matters, for every finding of the rule. */
  readonly reason: string;
  readonly check: (index: LintIndex, find: Find) => void;
}

/** A rule with the message that it gives: which object of which unit in which cluster, which field, and what is wrong there. */
export function defineRule({ name, severity = 'error', reason, check }: RuleDefinition): LintRule {
  const message = defineMessage<LintFinding & { at: Position | undefined; subject: string }>(`lint/${name}`, {
    severity,
    reason,
    text: ({ at, subject, field, problem, remedy }) => ({
      at,
      message: `${subject}: ${field} ${problem}`,
      remedy,
    }),
  });
  return {
    message,
    check: (index, report) =>
      check(index, (subject, field, problem, remedy) => {
        const unit = 'object' in subject ? subject.unit : subject;
        report(message({ at: originOf(unit, index), subject: titleOf(subject), field, problem, remedy }));
      }),
  };
}

/** How an object or a unit is called in a message: "Deployment.apps shop/web (us, unit apps/web)". */
export function titleOf(subject: LintEntry | Unit): string {
  if (!('object' in subject)) return `unit ${subject.lane}/${subject.name} in ${subject.cluster}`;
  const { object, cluster, unit, folder } = subject;
  const place = unit === undefined ? folder : `unit ${unit.lane}/${unit.name}`;
  return `${identityKey(objectIdentity(object))} (${cluster}, ${place})`;
}

/** Whose input to blame: the contract of the unit's app, or its resources.ts; the platform's own objects come from no file. */
export function originOf(unit: Unit | undefined, { apps, resources = {} }: LintIndex): Position | undefined {
  if (unit?.lane !== 'apps') return undefined;
  if (Object.hasOwn(resources, unit.name)) {
    return { file: `apps/${unit.name}/resources.ts`, line: 1, column: 1, text: '', length: 1 };
  }
  return apps.get(unit.name)?.app.files.contract.at(['application', 'name']);
}
