const SHOWN = 15;

/** Fails with a list of what is wrong, where there is anything; a long list is cut. */
export function expectNone(found: readonly string[], prefix = ''): void {
  if (found.length === 0) return;
  const rest = found.length > SHOWN ? [`and ${String(found.length - SHOWN)} more`] : [];
  const head = prefix === '' ? [] : [prefix];
  throw new Error([...head, ...found.slice(0, SHOWN), ...rest].join('\n'));
}
