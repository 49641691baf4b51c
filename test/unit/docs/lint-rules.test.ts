import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LintRule } from '../../../lib/lint/lint';
import { POLICY_RULE_NAMES } from '../../../lib/policy/registry';
import { compileMini, findingsOf } from '../../support/compiled';

const root = join(__dirname, '../../..');
const page = readFileSync(join(root, 'docs/capabilities.md'), 'utf8');
const [, rest = ''] = page.split('\n## Lint rules\n');
const [section = ''] = rest.split('\n## ');

function filesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
}

/** "| number | what must hold | `file`, `file` |" */
const traps = [...section.matchAll(/^\| (\d+) +\| [^|]+\| ([^|]+?) +\|$/gm)].map(
  ([, number, files = '']) => ({ number: Number(number), files: filesIn(files) }),
);

/** "| `name` | `file`, `file` |" */
const names = [...section.matchAll(/^\| `([a-z-]+)` +\| ([^|]+?) +\|$/gm)].map(
  ([, name = '', files = '']) => ({ name, files: filesIn(files) }),
);

describe('the tables of lint rules', () => {
  it('have a row for each of thirty traps, and one for each of 33 names', () => {
    expect(traps.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(new Set(names.map(({ name }) => name)).size).toBe(33);
    const lines = section.split('\n').filter((line) => line.includes('| `') && !line.includes('.test.ts'));
    expect(traps.length + names.length).toBe(lines.length);
  });

  const files = [...traps, ...names].flatMap((row) => row.files);

  it('name files that exist, for every row', () => {
    expect([...traps, ...names].filter((row) => row.files.length === 0)).toEqual([]);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('name policy rules that are in the registry', () => {
    const rules = files.flatMap((file) => /^lib\/policy\/rules\/(.+)\.ts$/.exec(file)?.[1] ?? []);
    expect(rules.filter((rule) => !POLICY_RULE_NAMES.includes(rule))).toEqual([]);
    expect(rules).not.toEqual([]);
  });

  const fleet = compileMini();
  const rules = [...new Set(files)].filter((file) => file.startsWith('lib/lint/rules/'));

  it.each(rules)('%s has a test that trips it, and says nothing of what we write', async (file) => {
    expect(page).toMatch(new RegExp(`^\\|[^|]+\\| \`${file}\` \\w+ +\\| \`[^\`]+\\.test\\.ts\``, 'm'));
    const exported = Object.values((await import(join(root, file))) as Record<string, LintRule>);
    expect(exported).toHaveLength(1);
    for (const rule of exported) expect(findingsOf(rule, fleet)).toEqual([]);
  });
});
