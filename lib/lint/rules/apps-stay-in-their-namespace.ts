import { defineRule } from '../define-rule';

/** What an app's unit holds lies in the app's own namespace. */
export const appsStayInTheirNamespace = defineRule({
  name: 'foreign-namespace',
  reason: 'Another namespace has another owner, whose quota, policies and secrets it would touch.',
  check(index, find) {
    for (const unit of index.compiled.units) {
      if (unit.lane !== 'apps') continue;
      for (const entry of index.entriesOf(unit)) {
        if (entry.namespace === '' || entry.namespace === unit.namespace) continue;
        find(
          entry,
          'metadata.namespace',
          `is "${entry.namespace}", and the app's is "${unit.namespace}"`,
          `Put the object into "${unit.namespace}", or leave it to the owner of "${entry.namespace}".`,
        );
      }
    }
  },
});
