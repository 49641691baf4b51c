import { valueAt } from '../../core/json';
import { defineRule } from '../define-rule';

/** An ApplicationSet leaves its Applications to sync by themselves. */
export const setsDoNotRoll = defineRule({
  name: 'application-set-rolls',
  reason:
    'A rolling set turns the automatic sync of its Applications off, with self-healing, and knows nothing of other clusters: rings are refs.',
  check(index, find) {
    for (const entry of index.ofType('ApplicationSet.argoproj.io')) {
      const type = valueAt(entry.object, 'spec', 'strategy', 'type');
      if (type === undefined || type === 'AllAtOnce') continue;
      find(entry, 'spec.strategy', 'rolls', 'Take it out; move the refs of the rings one after the other.');
    }
  },
});
