import { admissionOf } from '../admission-of';
import { defineRule } from '../define-rule';

/** Every policy can be judged by before it is in a cluster. */
export const policiesCanBeRead = defineRule({
  name: 'policy-unread',
  reason: 'What synth cannot judge is found out when a sync fails.',
  check(index, find) {
    for (const { entry, reason } of admissionOf(index).unread) {
      find(
        entry,
        'spec',
        `cannot be judged by before it is in a cluster: ${reason}`,
        'Use standard CEL, optional fields and the functions of texts alone, and say by kinds and namespaces whom it is about.',
      );
    }
  },
});
