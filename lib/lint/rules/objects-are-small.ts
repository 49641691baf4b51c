import { defineRule } from '../define-rule';
import { exactSize } from '../json-size';

/** Beyond this, what a client-side apply notes in an annotation is refused. */
const OBJECT_BYTES = 262_144;
/** UTF-8 takes at most three bytes for one UTF-16 unit, and escapes at most six characters. */
const WORST_FACTOR = 6;

/** Objects are small enough to be applied in every way, not by the server alone. */
export const objectsAreSmall = defineRule({
  name: 'object-large',
  severity: 'warning',
  reason: 'Only a server-side apply takes it, and every change of it weighs on etcd and on the diff.',
  check(index, find) {
    for (const entry of index.entries) {
      if (entry.size * WORST_FACTOR <= OBJECT_BYTES) continue;
      const bytes = exactSize(entry.object);
      if (bytes > OBJECT_BYTES)
        find(
          entry,
          'content',
          `is ${bytes} bytes, and ${OBJECT_BYTES} are customary`,
          'Split it, or keep the data outside of the cluster.',
        );
    }
  },
});
