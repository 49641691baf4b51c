/** A function that works out its answer once for each object that it is asked about; answers go with their objects. */
export function onceFor<Subject extends object, Answer>(
  answer: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const known = new WeakMap<Subject, Answer>();
  return (subject) => {
    const before = known.get(subject);
    if (before !== undefined) return before;
    const result = answer(subject);
    known.set(subject, result);
    return result;
  };
}
