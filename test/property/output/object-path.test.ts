import * as fc from 'fast-check';
import type { ObjectIdentity } from '../../../lib/core/manifest';
import { objectPath } from '../../../lib/output/object-path';
import { isSafePath } from '../../../lib/output/output-path';

const letters = (characters: string, minLength = 0): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength: 4 });

/** Few characters, so that near misses are common, and all that an encoding could confuse. */
const name = fc.oneof(letters('aA.-_:%/341u', 1), fc.string({ unit: 'binary', minLength: 1 }));
const identity: fc.Arbitrary<ObjectIdentity> = fc.record({
  group: fc.oneof(fc.constant(''), letters('a.-_%/')),
  kind: fc.oneof(fc.constantFrom('ConfigMap', 'Gateway', 'Gateway.a'), letters('a._%/A', 1)),
  namespace: fc.oneof(fc.constantFrom('', '_cluster', 'a'), name),
  name,
});

/** An identity but for the capitals of its kind, in which a path is not told apart. */
function key({ group, kind, namespace, name: objectName }: ObjectIdentity): string {
  return JSON.stringify([group, kind.toLowerCase(), namespace, objectName]);
}

describe('objectPath', () => {
  it('is different for different identities', () => {
    fc.assert(
      fc.property(fc.array(identity, { minLength: 2, maxLength: 60, size: 'max' }), (identities) => {
        const paths = new Map<string, string>();
        for (const each of identities) {
          // Capitals and composed accents are one on some file systems.
          const path = objectPath(each).toLowerCase().normalize('NFC');
          const other = paths.get(path);
          if (other !== undefined && other !== key(each)) return false;
          paths.set(path, key(each));
        }
        return true;
      }),
      { numRuns: 2000 },
    );
  });

  it('is a safe path of one folder and one file that Argo CD reads', () => {
    fc.assert(
      fc.property(identity, (each) => {
        const path = objectPath(each);
        return isSafePath(path) && /^[a-z0-9_%-]+\/[a-z0-9.%-]+_[a-z0-9.%-]+\.yaml$/.test(path);
      }),
    );
  });
});
