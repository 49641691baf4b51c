import { listOf } from '../../core/json';
import { defineRule } from '../define-rule';

/** A container that serves a port says how to see that it is ready. */
export const servedPortsAreProbed = defineRule({
  name: 'container-without-readiness',
  reason: 'Without a readiness probe requests are sent to pods that cannot answer yet, or not any more.',
  check(index, find) {
    for (const { entry, containers, ends } of index.podTemplates) {
      if (ends) continue;
      for (const { container, field, isInit } of containers) {
        if (isInit || listOf(container['ports']).length === 0 || container['readinessProbe'] !== undefined)
          continue;
        find(
          entry,
          `${field}.readinessProbe`,
          'is missing, and the container serves a port',
          'Add a readinessProbe.',
        );
      }
    }
  },
});
