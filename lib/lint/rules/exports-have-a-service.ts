import { defineRule } from '../define-rule';
import { serviceExports } from '../service-exports';

/** What is exported to a cluster set is a Service of that cluster. */
export const exportsHaveAService = defineRule({
  name: 'export-without-service',
  reason:
    'An export is the name of a Service beside it; without one it is not valid, and nobody elsewhere finds the name.',
  check(index, find) {
    for (const entry of serviceExports(index)) {
      const services = index.within('Service', entry.cluster, entry.namespace);
      if (services.some(({ name }) => name === entry.name)) continue;
      find(
        entry,
        'metadata.name',
        `is "${entry.name}", and no Service of the namespace is called so`,
        'Name a Service that is there, or leave the export out.',
      );
    }
  },
});
