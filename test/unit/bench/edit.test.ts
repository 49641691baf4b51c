import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promoteReleases } from '../../../bench/fleet/promote';
import { stampTree, touchedBetween } from '../../../bench/measure/tree-stamps';

it('a promotion changes version and digest of every ring, and nothing else', () => {
  const digest = 'a'.repeat(64);
  const text = `image: web/catalogue
rings:
  early: {version: 5.4.0, digest: sha256:${digest}}
  stable:
    version: 5.3.7
    digest: sha256:${digest}
`;
  const promoted = promoteReleases(text, 10);
  expect(promoted).toBe(text.replace(/5\.\d\.\d/g, 'bench-10').replaceAll(digest, 'a'.padStart(64, '0')));
});

it('every file that was written, replaced or removed is seen, whether its bytes differ or not', () => {
  const root = mkdtempSync(join(tmpdir(), 'stamps-'));
  try {
    mkdirSync(join(root, 'us'));
    for (const name of ['kept', 'replaced', 'removed']) writeFileSync(join(root, 'us', name), name);
    const before = stampTree(root);
    writeFileSync(join(root, 'draft'), 'replaced');
    renameSync(join(root, 'draft'), join(root, 'us', 'replaced'));
    rmSync(join(root, 'us', 'removed'));
    writeFileSync(join(root, 'us', 'new'), '');
    expect(touchedBetween(before, stampTree(root))).toEqual(['us/new', 'us/removed', 'us/replaced']);
  } finally {
    rmSync(root, { recursive: true });
  }
});
