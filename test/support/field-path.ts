/** A step into a value: a property's name, or an index of a list. */
export type PathStep = string | number;

/** A path as people write it: `spec.ports[0].port`, with names that hold other signs in brackets. */
export function fieldPath(steps: readonly PathStep[]): string {
  const text = steps.map((step) => (typeof step === 'number' ? `[${step}]` : nameStep(step))).join('');
  return text === '' ? '(object)' : text.replace(/^\./, '');
}

function nameStep(name: string): string {
  return /^[A-Za-z_$][\w$-]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
