import { selects, type Labels, type LabelSelector } from './label-selector';

/** Finds what selects given labels without trying every selector. */
export interface SelectorIndex<T> {
  readonly add: (selector: LabelSelector, item: T) => void;
  /** What selects these labels: first what asks for no label by value, then by the label that it asks for first. */
  readonly selecting: (labels: Labels) => readonly T[];
}

interface Entry<T> {
  readonly selector: LabelSelector;
  readonly item: T;
}

/** An empty index. A selector is filed under its first pair, because labels must have all of them. */
export function selectorIndex<T>(): SelectorIndex<T> {
  const general: Entry<T>[] = [];
  const byKey = new Map<string, Map<string, Entry<T>[]>>();
  return {
    add(selector, item) {
      const [first] = selector.pairs;
      bucketOf(first, general, byKey).push({ selector, item });
    },
    selecting(labels) {
      const found: T[] = [];
      const collect = (entries: readonly Entry<T>[]): void => {
        for (const { selector, item } of entries) if (selects(selector, labels)) found.push(item);
      };
      collect(general);
      for (const [key, values] of byKey) {
        const value = labels[key];
        if (value !== undefined) collect(values.get(value) ?? []);
      }
      return found;
    },
  };
}

function bucketOf<T>(
  pair: readonly [string, string] | undefined,
  general: Entry<T>[],
  byKey: Map<string, Map<string, Entry<T>[]>>,
): Entry<T>[] {
  if (pair === undefined) return general;
  const [key, value] = pair;
  const values = byKey.get(key) ?? new Map<string, Entry<T>[]>();
  const bucket = values.get(value) ?? [];
  byKey.set(key, values.set(value, bucket));
  return bucket;
}
