import { objectOf } from '../../core/json';
import { defineRule } from '../define-rule';

/** No Secret with content lies in the tree; the bootstrap's only names the cluster. */
export const secretsAreReferenced = defineRule({
  name: 'secret-in-tree',
  reason: 'The tree is committed: whoever can read the repository, now or later, reads the secret.',
  check(index, find) {
    for (const entry of index.ofType('Secret')) {
      if (entry.folder === 'bootstrap') continue;
      for (const field of ['data', 'stringData']) {
        if (Object.keys(objectOf(entry.object[field])).length === 0) continue;
        find(
          entry,
          field,
          'holds a secret in plain sight',
          'Let a secret store make the Secret, and name it under runtime.secrets.',
        );
      }
    }
  },
});
