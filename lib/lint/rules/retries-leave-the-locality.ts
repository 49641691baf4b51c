import { listOf, objectOf, shown, valueAt } from '../../core/json';
import { defineRule } from '../define-rule';

/** Envoy leaves out what it tried after every two tries, so that the first retry stays where it was. */
const ATTEMPTS_TO_LEAVE = 2;

/** Retries that are to leave the locality are enough to do so. */
export const retriesLeaveTheLocality = defineRule({
  name: 'retry-without-effect',
  severity: 'warning',
  reason:
    'With a single retry retryRemoteLocalities has no effect: the retry stays in the region that failed.',
  check(index, find) {
    for (const entry of index.ofType('VirtualService.networking.istio.io')) {
      listOf(valueAt(entry.object, 'spec', 'http')).forEach((route, position) => {
        const { attempts, retryRemoteLocalities } = objectOf(objectOf(route)['retries']);
        if (retryRemoteLocalities !== true || Number(attempts ?? ATTEMPTS_TO_LEAVE) >= ATTEMPTS_TO_LEAVE)
          return;
        find(
          entry,
          `spec.http[${position}].retries.attempts`,
          `is ${shown(attempts)}, and retryRemoteLocalities is true`,
          `Allow at least ${ATTEMPTS_TO_LEAVE}, or take retryRemoteLocalities out.`,
        );
      });
    }
  },
});
