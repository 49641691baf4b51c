import { defineRule } from '../define-rule';
import { UNIT_BYTES, unitSizes } from '../unit-size';

/** A unit is told of while there is room left, and not when the next object makes it fail. */
export const unitsHaveRoom = defineRule({
  name: 'unit-large',
  severity: 'warning',
  reason: 'At 10 MB Argo CD refuses to sync the whole unit, and the object that does it may be a small one.',
  check(index, find) {
    for (const [unit, bytes] of unitSizes(index)) {
      if (bytes > UNIT_BYTES / 2 && bytes <= UNIT_BYTES)
        find(
          unit,
          'content',
          `is about ${bytes} bytes, more than half of what Argo CD reads`,
          'Split it into several apps, or keep the data outside of the cluster.',
        );
    }
  },
});
