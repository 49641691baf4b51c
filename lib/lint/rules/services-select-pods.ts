import { objectOf } from '../../core/json';
import { defineRule } from '../define-rule';

/** A Service finds its endpoints by a selector. */
export const servicesSelectPods = defineRule({
  name: 'service-without-selector',
  reason:
    'Somebody would have to write its endpoints, which Argo CD passes over, and which no loss of a pod takes away.',
  check(index, find) {
    for (const entry of index.ofType('Service')) {
      const { type, selector } = objectOf(entry.object['spec']);
      if (type === 'ExternalName' || Object.keys(objectOf(selector)).length > 0) continue;
      find(entry, 'spec.selector', 'is missing', 'Select pods; for what is outside, use calls.external.');
    }
  },
});
