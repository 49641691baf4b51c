import { defineRule } from '../define-rule';
import { podReferences, sibling } from '../pod-references';

/** The account that Kubernetes puts into every namespace. */
const DEFAULT = 'default';

/** Pods run under a ServiceAccount that is there. */
export const serviceAccountsExist = defineRule({
  name: 'service-account-missing',
  reason: 'No pod is made without its account: the ReplicaSet reports FailedCreate, and nothing starts.',
  check(index, find) {
    for (const { template, kind, name, field } of podReferences(index)) {
      const { entry } = template;
      if (kind !== 'ServiceAccount' || name === DEFAULT || sibling(index, entry, kind, name) !== undefined)
        continue;
      find(
        entry,
        field,
        `is ${name}, which is not in the namespace`,
        'Add the ServiceAccount, or take that of the app.',
      );
    }
  },
});
