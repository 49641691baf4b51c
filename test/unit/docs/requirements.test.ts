import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const page = readFileSync(join(__dirname, '../../../docs/capabilities.md'), 'utf8');
const [, section = ''] = page.split('\n## What was asked for\n');
const [asked = ''] = section.split('\n## ');

/** The capabilities that have a row, and so a test. */
const capabilities = new Set(
  [...page.matchAll(/^\| ([^|]+?) +\| `[^`]+` \w+ +\| `[^`]+\.test\.ts`/gm)].map(([, what = '']) => what),
);

const rows = [...asked.matchAll(/^\| ([^|]+?) +\| (“[^|]+?) +\|$/gm)].map(([, what = '', names = '']) => ({
  what,
  names: [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => name),
}));

describe('the table of what was asked for', () => {
  it('is read whole, each requirement once', () => {
    const lines = asked.split('\n').filter((line) => line.startsWith('| ') && line.includes('“'));
    expect(rows.length).toBe(lines.length);
    expect(rows.length).toBeGreaterThan(60);
    expect(new Set(rows.map(({ what }) => what)).size).toBe(rows.length);
  });

  it('names capabilities that have a row, and so a test that fails without them', () => {
    const unknown = rows.flatMap(({ what, names }) =>
      names.filter((name) => !capabilities.has(name)).map((name) => `${what}: ${name}`),
    );
    expect(unknown).toEqual([]);
    expect(rows.filter(({ names }) => names.length === 0)).toEqual([]);
  });
});
