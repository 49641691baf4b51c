import { shown, valueAt } from '../../core/json';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';

const LABEL = 'istio.io/global';

/** A Service is shared with the other clusters everywhere or nowhere. */
export const globalLabelsAgree = defineRule({
  name: 'global-label-differs',
  reason:
    'In ambient mode each cluster goes by its own label alone: the one sends to the other, which neither answers nor sends back.',
  check(index, find) {
    const first = new Map<string, LintEntry>();
    for (const entry of index.ofType('Service')) {
      const key = `${entry.namespace}/${entry.name}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, entry);
      else if (labelOf(other) !== labelOf(entry))
        find(
          entry,
          `metadata.labels["${LABEL}"]`,
          `is ${shown(labelOf(entry))}, and in ${other.cluster} it is ${shown(labelOf(other))}`,
          'Give the Service the same label in every cluster.',
        );
    }
  },
});

function labelOf({ object }: LintEntry): ReturnType<typeof valueAt> {
  return valueAt(object, 'metadata', 'labels', LABEL);
}
