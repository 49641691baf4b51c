import { objectOf, valueAt } from '../../core/json';
import { argoApplications } from '../argo-application';
import { defineRule } from '../define-rule';

/** As often as Argo CD tries by default; beyond it, what is tried should be the newest commit. */
const FEW = 5;

/** A sync that fails is tried again, and a long row of tries takes up the commit that mends it. */
export const syncsAreRetried = defineRule({
  name: 'sync-not-retried',
  reason:
    'Units do not wait for one another, so that some fail on a cold cluster; and tries without refresh repeat the commit that failed.',
  check(index, find) {
    for (const { entry, prefix, spec } of argoApplications(index)) {
      const { automated, retry } = objectOf(spec['syncPolicy']);
      if (automated === undefined) continue;
      const field = `${prefix}spec.syncPolicy.retry`;
      if (retry === undefined) {
        find(entry, field, 'is missing', 'Say how often a sync is tried again, and how long to wait.');
        continue;
      }
      const limit = Number(valueAt(retry, 'limit'));
      if (!(limit >= 0))
        find(entry, `${field}.limit`, `is ${limit}, which has no end`, 'Write a number of tries.');
      if (limit > FEW && valueAt(retry, 'refresh') !== true)
        find(entry, `${field}.refresh`, `is not true, with ${limit} tries`, 'Set it to true.');
    }
  },
});
