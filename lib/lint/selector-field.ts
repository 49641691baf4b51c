import type { LabelSelector } from '../simulate/label-selector';
import type { Find } from './define-rule';
import type { LintEntry } from './lint-entry';

/** A selector's words for a message: "app.kubernetes.io/name=web, tier Exists". */
export function wordsOf({ pairs, expressions }: LabelSelector): string {
  return [
    ...pairs.map(([key, value]) => `${key}=${value}`),
    ...expressions.map(({ key, operator }) => `${key} ${operator}`),
  ].join(', ');
}

/** Finds a selector that asks for the version of its pods. */
export function checkVersion(
  entry: LintEntry,
  field: string,
  { pairs, expressions }: LabelSelector,
  find: Find,
): void {
  if (!pairs.some(([key]) => key === 'version') && !expressions.some(({ key }) => key === 'version')) return;
  find(
    entry,
    field,
    'selects by version, which changes with every release',
    'Leave the version out of the selector.',
  );
}
