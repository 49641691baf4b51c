import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { hasErrors } from '../../../lib/core/diagnostic';
import { nodeFileSystem, writeTree } from '../../../lib/output/write-tree';
import { CHANGING_CALLS, faultyFileSystem } from '../../support/fault-fs';
import { put, snapshot, temporaryOutput, treeOf } from '../../unit/output/temporary-output';

const WANTED = { 'na/apps/web/keep.yaml': 'keep\n', 'na/removed/.gitkeep': '' };
const OWNED = { 'na/apps/web/old.yaml': 'old\n', 'na/apps/cart/old.yaml': 'old\n' };
const FOREIGN = { 'na/notes/mine.md': 'mine\n', 'eu/mine.md': 'mine\n' };
const OUTSIDE = { 'precious.yaml': 'keep\n', 'other/precious.yaml': 'keep\n' };

const SEGMENTS = [
  '..', '.', '', 'na', 'eu', 'apps', 'web', 'cart', 'old.yaml', 'notes', 'mine.md', 'link', 'loop', 'precious.yaml', 'other', 'dist', '.owned', '~',
  '\0', 'a\0b', '\\', '..\\..', 'C:', '%2e%2e', '*', '$HOME', '\u2024\u2024', '\u2044', '.meridian-tmp-abcdef',
]; // prettier-ignore

const line = fc.oneof(
  fc
    .array(fc.constantFrom(...SEGMENTS), { minLength: 1, maxLength: 6 })
    .map((segments) => segments.join('/')),
  fc.string({ unit: 'binary' }),
);

describe('pruning', () => {
  it('stays inside its folder and away from what is not listed, whatever the list says', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.boolean(), (lines, isLinked) => {
        const output = temporaryOutput();
        put(output.folder, OUTSIDE);
        put(output.root, { ...WANTED, ...OWNED, ...FOREIGN, 'na/.owned': lines.join('\n') });
        if (isLinked) {
          symlinkSync(output.folder, join(output.root, 'na/link'));
          symlinkSync('..', join(output.root, 'na/notes/loop'));
        }
        const { fileSystem, log } = faultyFileSystem(nodeFileSystem, { calls: CHANGING_CALLS, at: 0 });
        const tree = treeOf(WANTED);
        const { findings } = writeTree({
          root: output.root,
          tree,
          mode: 'write',
          allowMassDelete: true,
          fileSystem,
        });
        const removed = log
          .filter((entry) => entry.startsWith('removeFile '))
          .map((entry) => entry.slice(11));
        const listed = new Set(
          lines
            .flatMap((each) => each.split('\n'))
            .map((each) => join(output.root, 'na', each.replace(/\r$/, ''))),
        );
        const after = snapshot(output.folder);
        const isIntact = [
          ...Object.keys(OUTSIDE),
          'dist/eu/mine.md',
          ...Object.keys(WANTED).map((path) => `dist/${path}`),
        ].every((path) => after[path] !== undefined);
        output.remove();
        return (
          isIntact &&
          removed.every((path) => path.startsWith(`${output.root}/na/`) && listed.has(path)) &&
          (!hasErrors(findings) || removed.length === 0)
        );
      }),
      { numRuns: 400 },
    );
  });

  it('does remove what the list rightly names', () => {
    const output = temporaryOutput();
    put(output.root, { ...WANTED, ...OWNED });
    mkdirSync(dirname(join(output.root, 'na/.owned')), { recursive: true });
    writeFileSync(join(output.root, 'na/.owned'), 'apps/web/old.yaml\napps/cart/old.yaml\n');
    writeTree({ root: output.root, tree: treeOf(WANTED), mode: 'write', allowMassDelete: true });
    expect(Object.keys(OWNED).filter((path) => existsSync(join(output.root, path)))).toEqual([]);
    output.remove();
  });
});
