import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LintRule } from '../../../lib/lint/lint';
import { compileMini, findingsOf } from '../../support/compiled';

const root = join(__dirname, '../../..');
const page = readFileSync(join(root, 'docs/capabilities.md'), 'utf8');
const [, section = ''] = page.split('\n## Traffic rules\n');

/** The rows of the table: "| number | what must hold | `file`, `file` |". */
const rows = [...section.matchAll(/^\| (\d+) +\| [^|]+\| ([^|]+?) +\|$/gm)].map(([, number, files = '']) => ({
  number: Number(number),
  files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
}));

describe('the table of traffic rules', () => {
  it('has a row for each of thirty traps', () => {
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('names files that exist, for every row', () => {
    expect(rows.filter(({ files }) => files.length === 0)).toEqual([]);
    const named = rows.flatMap(({ files }) => files);
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  const rules = [...new Set(rows.flatMap(({ files }) => files))].filter((file) =>
    file.startsWith('lib/lint/rules/'),
  );
  const fleet = compileMini();

  it.each(rules)('%s has a test that trips it, and says nothing of what we write', async (file) => {
    expect(page).toMatch(new RegExp(`^\\|[^|]+\\| \`${file}\` \\w+ +\\| \`[^\`]+\\.test\\.ts\``, 'm'));
    const exported = Object.values((await import(join(root, file))) as Record<string, LintRule>);
    expect(exported).toHaveLength(1);
    for (const rule of exported) expect(findingsOf(rule, fleet)).toEqual([]);
  });
});
