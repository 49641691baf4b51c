import { defineRule } from '../define-rule';
import { UNIT_BYTES, unitSizes } from '../unit-size';

/** All that a unit holds fits into what Argo CD reads for one Application. */
export const unitsAreSmall = defineRule({
  name: 'unit-too-large',
  reason: 'Argo CD reads no more than 10 MB for one Application, and refuses to sync the whole unit.',
  check(index, find) {
    for (const [unit, bytes] of unitSizes(index)) {
      if (bytes > UNIT_BYTES)
        find(
          unit,
          'content',
          `is about ${bytes} bytes, and the limit is ${UNIT_BYTES}`,
          'Split it into several apps, or keep the data outside of the cluster.',
        );
    }
  },
});
