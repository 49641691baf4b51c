import type { AdmissionPolicy } from './admission-policy';
import type { Expression } from './expressions';
import type { PreparedPolicy } from './prepared-policy';

/** A policy that does not let an object through. */
export interface Refusal {
  readonly policy: string;
  /** What the API server does about it: Deny, Warn, Audit. */
  readonly actions: readonly string[];
  readonly message: string;
}

type Names = Readonly<Record<string, unknown>>;

/** An object that several policies with the same parameters are asked about, with what was worked out for those before. */
export interface Subject {
  readonly names: Names;
  readonly conditions: Map<string, boolean>;
  readonly variables: Map<string, unknown>;
}

const NONE: readonly Refusal[] = [];

/** What a policy says of an object: nothing, or every validation that it fails. */
export function judgePolicy(prepared: PreparedPolicy, subject: Subject): readonly Refusal[] {
  const { policy, validations } = prepared;
  try {
    if (!isAsked(prepared, subject)) return NONE;
    const names = { ...subject.names, variables: variablesOf(prepared, subject) };
    const refusals: Refusal[] = [];
    for (const { holds, message, words } of validations) {
      if (holds(names) !== true) refusals.push(refusal(policy, wordsOf(words, names) ?? message));
    }
    return refusals;
  } catch (error) {
    return policy.failsClosed ? [refusal(policy, (error as Error).message.split('\n')[0] ?? '')] : NONE;
  }
}

/** A refusal with what the API server does about it. */
export function refusal({ name, actions }: AdmissionPolicy, message: string): Refusal {
  return { policy: name, actions, message };
}

function isAsked({ conditions }: PreparedPolicy, { names, conditions: known }: Subject): boolean {
  for (const { text, holds } of conditions) {
    const answer = known.get(text) ?? holds(names) === true;
    known.set(text, answer);
    if (!answer) return false;
  }
  return true;
}

/** A variable that cannot be worked out is one that is not there: what uses it fails, as in Kubernetes. */
function variablesOf(
  { variables }: PreparedPolicy,
  { names, variables: known }: Subject,
): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  const all = { ...names, variables: values };
  for (const { name, key, value } of variables) {
    try {
      const worked = known.get(key) ?? value(all);
      known.set(key, worked);
      values[name] = worked;
    } catch {
      // Asking for it says that there is no such key.
    }
  }
  return values;
}

function wordsOf(words: (() => Expression) | undefined, names: Names): string | undefined {
  try {
    const said = words?.()(names);
    return typeof said === 'string' ? said : undefined;
  } catch {
    return undefined;
  }
}
