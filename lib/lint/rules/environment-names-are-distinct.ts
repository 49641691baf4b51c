import { listOf, textOf, valueAt } from '../../core/json';
import { defineRule } from '../define-rule';

/** Every variable of a container has a name that no other one has. */
export const environmentNamesAreDistinct = defineRule({
  name: 'environment-name',
  reason:
    'Variables are merged by their names: with two of one name a server-side apply fails, and so does the sync of the unit.',
  check(index, find) {
    for (const { entry, containers } of index.podTemplates) {
      for (const { container, field } of containers) {
        const seen = new Set<string>();
        listOf(container['env']).forEach((variable, position) => {
          const name = textOf(valueAt(variable, 'name')) ?? '';
          const at = `${field}.env[${position}].name`;
          if (name === '') find(entry, at, 'is missing', 'Name the variable.');
          else if (seen.has(name)) find(entry, at, `is "${name}" once more`, 'Keep one of them.');
          seen.add(name);
        });
      }
    }
  },
});
