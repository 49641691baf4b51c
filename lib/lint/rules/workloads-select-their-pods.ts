import { listOf, objectOf, valueAt } from '../../core/json';
import { readSelector, selects } from '../../simulate/label-selector';
import { defineRule } from '../define-rule';
import { fieldOf } from '../pod-template';
import { checkVersion, wordsOf } from '../selector-field';

/** A workload selects, and spreads, the very pods that its template makes. */
export const workloadsSelectTheirPods = defineRule({
  name: 'workload-without-own-pods',
  reason:
    'The API server refuses a workload that does not select its own pods, and pods that are spread by other labels are not spread at all.',
  check(index, find) {
    for (const template of index.podTemplates) {
      const { entry, labels, spec } = template;
      const spread = listOf(spec['topologySpreadConstraints']).map((constraint, position) => ({
        field: fieldOf(template, `spec.topologySpreadConstraints[${position}].labelSelector`),
        value: objectOf(constraint)['labelSelector'],
      }));
      const own = entry.type.endsWith('.apps')
        ? [{ field: 'spec.selector', value: valueAt(entry.object, 'spec', 'selector') }]
        : [];
      for (const { field, value } of [...own, ...spread]) {
        const selector = readSelector(value);
        checkVersion(entry, field, selector, find);
        if (selector.pairs.length + selector.expressions.length > 0 && selects(selector, labels)) continue;
        find(
          entry,
          field,
          `does not match the labels of its own pods: ${wordsOf(selector)}`,
          "Select by labels of the pods' template.",
        );
      }
    }
  },
});
