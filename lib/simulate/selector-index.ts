import { selects, type Labels, type LabelSelector } from './label-selector';

/** Finds what selects given labels without trying every selector. */
export interface SelectorIndex<T> {
  readonly add: (selector: LabelSelector, item: T) => void;
  /** What selects these labels: first what asks for no label by value, then in the order of the labels. */
  readonly selecting: (labels: Labels) => readonly T[];
}

interface Entry<T> {
  readonly selector: LabelSelector;
  readonly item: T;
}

/** An empty index. A selector is filed under its first pair, because labels must have all of them. */
export function selectorIndex<T>(): SelectorIndex<T> {
  const general: Entry<T>[] = [];
  const byPair = new Map<string, Entry<T>[]>();
  return {
    add(selector, item) {
      const [first] = selector.pairs;
      if (first === undefined) return void general.push({ selector, item });
      const key = `${first[0]}=${first[1]}`;
      const bucket = byPair.get(key);
      if (bucket === undefined) byPair.set(key, [{ selector, item }]);
      else bucket.push({ selector, item });
    },
    selecting(labels) {
      const found: T[] = [];
      const collect = (entries: readonly Entry<T>[] | undefined): void => {
        for (const { selector, item } of entries ?? []) if (selects(selector, labels)) found.push(item);
      };
      collect(general);
      for (const [key, value] of Object.entries(labels)) collect(byPair.get(`${key}=${value}`));
      return found;
    },
  };
}
