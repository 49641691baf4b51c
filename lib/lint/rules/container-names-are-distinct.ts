import { defineRule } from '../define-rule';

/** The containers of a pod have names of their own. */
export const containerNamesAreDistinct = defineRule({
  name: 'container-name',
  reason: 'Containers are merged by their names: of two with one name the API server takes neither.',
  check(index, find) {
    for (const { entry, containers } of index.podTemplates) {
      const seen = new Set<string>();
      for (const { name, field } of containers) {
        if (name === '') find(entry, `${field}.name`, 'is missing', 'Name the container.');
        else if (seen.has(name))
          find(
            entry,
            `${field}.name`,
            `is "${name}", as that of another container`,
            'Give it a name of its own.',
          );
        seen.add(name);
      }
    }
  },
});
