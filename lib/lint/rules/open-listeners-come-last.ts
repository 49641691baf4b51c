import { listOf, objectOf, valueAt } from '../../core/json';
import { defineRule } from '../define-rule';

/** Of the listeners of a Sidecar the one for all remaining ports is the last. */
export const openListenersComeLast = defineRule({
  name: 'sidecar-listener-order',
  reason: 'The webhook of istiod refuses the Sidecar, and the sync of the app fails.',
  check(index, find) {
    for (const entry of index.ofType('Sidecar.networking.istio.io')) {
      const listeners = listOf(valueAt(entry.object, 'spec', 'egress'));
      const open = listeners.findIndex((listener) => objectOf(listener)['port'] === undefined);
      if (open >= 0 && open < listeners.length - 1)
        find(
          entry,
          `spec.egress[${open}].port`,
          'is missing, and other listeners come after it',
          'Put the listener without a port last, and leave one of that kind.',
        );
    }
  },
});
