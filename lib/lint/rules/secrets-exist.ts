import { defineRule } from '../define-rule';
import { podReferences } from '../pod-references';
import { secretIsMade } from '../secret-makers';

/** Every Secret that pods read is made by something. */
export const secretsExist = defineRule({
  name: 'secret-missing',
  reason: 'The pods stay in CreateContainerConfigError until it is there, so that a rollout never ends.',
  check(index, find) {
    const isMade = secretIsMade(index);
    for (const { template, kind, name, field } of podReferences(index)) {
      const { entry } = template;
      if (kind !== 'Secret' || isMade(entry.cluster, entry.namespace, name)) continue;
      find(
        entry,
        field,
        `reads the Secret ${name}, which nothing in the namespace makes`,
        'Name it under runtime.secrets, or add the ExternalSecret or Certificate that makes it.',
      );
    }
  },
});
