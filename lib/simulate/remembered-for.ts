import type { Verdict } from './verdict';

/** A question about an object and a key that is worked out once and then remembered. */
export function rememberedFor<Subject extends object, Key>(
  answer: (subject: Subject, key: Key) => Verdict,
): (subject: Subject, key: Key) => Verdict {
  const known = new Map<Subject, Map<Key, Verdict>>();
  return (subject, key) => {
    const answers = known.get(subject) ?? new Map<Key, Verdict>();
    const result = answers.get(key) ?? answer(subject, key);
    known.set(subject, answers.set(key, result));
    return result;
  };
}
