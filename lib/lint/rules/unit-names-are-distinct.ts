import { DNS_LABEL } from '../../core/names';
import { defineRule } from '../define-rule';

/** Every unit becomes an Application with a name of its own, short enough to be a label; no other Application has it. */
export const unitNamesAreDistinct = defineRule({
  name: 'unit-name',
  reason:
    'Two Applications of one name are one: Argo CD skips both units, or swaps what the one had for what the other has.',
  check(index, find) {
    const first = new Set<string>();
    for (const unit of index.compiled.units) {
      const name = `${unit.lane}-${unit.name}`;
      if (!DNS_LABEL.test(name)) {
        find(
          unit,
          'name',
          `gives the Application "${name}" of ${name.length} characters`,
          'Use a name that gives at most 63 lower-case letters, digits and "-".',
        );
      }
      const key = `${unit.cluster} ${name}`;
      if (first.has(key))
        find(unit, 'name', 'is taken by another unit of the lane', 'Give one of them another name.');
      first.add(key);
    }
    for (const entry of index.ofType('Application.argoproj.io'))
      if (first.has(`${entry.cluster} ${entry.name}`))
        find(entry, 'metadata.name', 'is that of the Application of a unit', 'Give it a name of its own.');
  },
});
