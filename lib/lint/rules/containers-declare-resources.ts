import { objectOf, valueAt } from '../../core/json';
import { listed } from '../../core/text';
import { defineRule } from '../define-rule';

const NEEDED = [
  ['requests', 'cpu'],
  ['requests', 'memory'],
  ['limits', 'memory'],
] as const;

/** Containers say how much CPU and memory they need, and how much memory they may take. */
export const containersDeclareResources = defineRule({
  name: 'container-without-resources',
  reason:
    'The capacity that is left when a region is lost is counted in requests, and without a limit one leak starves the node.',
  check(index, find) {
    for (const { entry, containers } of index.podTemplates) {
      for (const { container, field } of containers) {
        const resources = objectOf(container['resources']);
        const missing = NEEDED.filter((path) => valueAt(resources, ...path) === undefined);
        if (missing.length === 0) continue;
        const names = listed(missing.map((path) => path.join('.')));
        find(
          entry,
          `${field}.resources`,
          `lacks ${names}`,
          'Set requests for CPU and memory, and a limit for memory.',
        );
      }
    }
  },
});
