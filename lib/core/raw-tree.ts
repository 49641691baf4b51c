/** A tree of values as they were written; `null` removes. */
export type RawTree = Readonly<Record<string, unknown>>;

/** Whether a value is a map of further values. */
export function isTree(value: unknown): value is RawTree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One tree over another: maps merge, lists and single values replace, `null` removes. */
export function mergeTrees(base: RawTree, over: RawTree): RawTree {
  const merged = Object.entries(over).map(([key, value]): [string, unknown] => {
    if (!isTree(value)) return [key, value];
    const below = Object.hasOwn(base, key) ? base[key] : undefined;
    return [key, mergeTrees(isTree(below) ? below : {}, value)];
  });
  return Object.fromEntries(
    Object.entries({ ...base, ...Object.fromEntries(merged) }).filter(([, value]) => value !== null),
  );
}
