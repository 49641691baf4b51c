import { lintSnippets, type LayerRow, type SnippetResult } from './lint-snippets';
import { sourcesBelow } from './sources';

/** A file that stands for each row of the table; none of them need exist. */
const EXAMPLE_FILES: Readonly<Record<string, string>> = {
  core: 'lib/core/example.ts',
  policy: 'lib/policy/example.ts',
  schema: 'lib/schema/example.ts',
  'slice-schema': 'lib/facets/example/schema.ts',
  providers: 'lib/providers/example.ts',
  read: 'lib/config/read-source-tree.ts',
  config: 'lib/config/example.ts',
  fleet: 'lib/fleet/example.ts',
  plan: 'lib/plan/example.ts',
  pages: 'docs/example.md.ts',
  kube: 'lib/kube.ts',
  'stored-secret': 'lib/stored-secret.ts',
  baseline: 'lib/baseline/example/component.ts',
  facets: 'lib/facets/example/builder.ts',
  mesh: 'lib/mesh/example.ts',
  namespaces: 'lib/namespaces/example.ts',
  gitops: 'lib/gitops/example.ts',
  compile: 'lib/compile/example.ts',
  expressions: 'lib/simulate/admission/expressions.ts',
  simulate: 'lib/simulate/example.ts',
  lint: 'lib/lint/example.ts',
  prove: 'lib/prove/example.ts',
  write: 'lib/output/write-tree.ts',
  output: 'lib/output/example.ts',
  commands: 'lib/commands/example.ts',
  tell: 'lib/explain/example.ts',
  authoring: 'lib/authoring.ts',
  synthesize: 'lib/synthesize.ts',
  imports: 'imports/example.ts',
  bin: 'bin/example.ts',
};
const PACKAGES = [
  'zod',
  'yaml',
  'cdk8s',
  'cdk8s-plus-30',
  'constructs',
  'node:fs',
  'node:path',
  'node:child_process',
  'commander',
  '@marcbachmann/cel-js',
];

function reference(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1) || './';
  return `${up}${to.replace(/\.ts$/, '')}`;
}

function importProblems({ messages }: SnippetResult): string[] {
  return messages.filter(({ ruleId }) => ruleId === 'meridian/layers').map(({ message }) => message);
}

interface Case {
  readonly name: string;
  readonly source: string;
  readonly allowed: boolean;
}

/** One row, with or without `type`, against every other row and every package: an import a line. */
interface RowCases {
  readonly file: string;
  readonly code: string;
  readonly cases: readonly Case[];
}

function rowCases(from: LayerRow, layers: readonly LayerRow[], typeOnly: boolean): RowCases {
  const file = EXAMPLE_FILES[from.name] ?? '';
  const word = typeOnly ? 'types of ' : '';
  const rows = [...(from.values ?? []), ...(typeOnly ? (from.types ?? []) : [])];
  const packages = [...(from.packages ?? []), ...(typeOnly ? (from.typePackages ?? []) : [])];
  const others = layers.filter((to) => to !== from);
  const cases = [
    ...others.map(({ name }): Case => ({
      name,
      source: reference(file, EXAMPLE_FILES[name] ?? ''),
      allowed: rows.includes(name),
    })),
    ...PACKAGES.map((name): Case => ({
      name,
      source: name,
      allowed: packages.includes('*') || packages.includes(name),
    })),
  ].map((item) => ({ ...item, name: `${from.name} → ${word}${item.name}` }));
  const code = cases
    .map(({ source }) => `import ${typeOnly ? 'type ' : ''}{ Thing } from '${source}';`)
    .join('\n');
  return { file, code, cases };
}

/** The cases that the linter judges otherwise than the table says. */
function wrongCases({ cases }: RowCases, result: SnippetResult | undefined): string[] {
  const refused = new Set(
    result?.messages.filter(({ ruleId }) => ruleId === 'meridian/layers').map(({ line }) => line),
  );
  return cases.filter(({ allowed }, index) => refused.has(index + 1) === allowed).map(({ name }) => name);
}

/** Imports that are refused, and a part of what the linter says. */
const REFUSED: readonly (readonly [name: string, file: string, code: string, problem: string])[] = [
  [
    'core knows no other package',
    'lib/core/units.ts',
    "import { z } from 'zod';",
    'core must not import the package zod',
  ],
  [
    'a stage does not look ahead',
    'lib/fleet/fleet.ts',
    "import { derivePlan } from '../plan/derive-plan';",
    'fleet must not import plan',
  ],
  [
    'compile gives types only',
    'lib/output/layout.ts',
    "import { compile } from '../compile/compile';",
    'types of compile only',
  ],
  [
    'a facet does not know a facet',
    'lib/facets/calls/builder.ts',
    "import { buildData } from '../data/builder';",
    'sibling data',
  ],
  [
    'a schema does not know a schema',
    'lib/facets/calls/schema.ts',
    "import { dataFields } from '../data/schema';",
    'sibling data',
  ],
  [
    'a component does not know a component',
    'lib/baseline/telemetry/component.ts',
    "import { a } from '../mesh-security/component';",
    'sibling mesh-security',
  ],
  ['a rule does not know a rule', 'lib/lint/rules/one.ts', "import { two } from './two';", 'sibling two'],
  [
    'a re-export is an import',
    'lib/core/text.ts',
    "export { resolveFleet } from '../fleet/resolve-fleet';",
    'core must not import fleet',
  ],
  [
    'an import() is an import',
    'lib/core/text.ts',
    "export const late = import('../fleet/resolve-fleet');",
    'core must not import fleet',
  ],
  [
    'an import() of a type is an import',
    'lib/core/text.ts',
    "export type Late = import('../fleet/fleet').Fleet;",
    'core must not import fleet',
  ],
  [
    'files are read in one place',
    'lib/config/parse-yaml.ts',
    "import { readFileSync } from 'node:fs';",
    'package node:fs',
  ],
  ['a file without a row is refused', 'lib/helpers/misc.ts', 'export const a = 1;', 'belongs to no layer'],
];

const LONG = `export function long(): void {\n${'  f();\n'.repeat(61)}}\n`;
const PATHS = Array.from({ length: 10 }, (_, index) => `  if (a === ${index}) return ${index};\n`).join('');
const TANGLED = `export function tangled(a: number): number {\n${PATHS}  return a;\n}\n`;

/** Code that breaks a rule of the house, and the rule. */
const BANNED: readonly (readonly [name: string, file: string, code: string, rule: string])[] = [
  ['process', 'lib/plan/a.ts', 'export const home = () => process.env;', 'no-restricted-globals'],
  ['Date', 'lib/plan/a.ts', 'export const now = () => new Date();', 'no-restricted-globals'],
  ['console', 'lib/plan/a.ts', "export const say = () => console.log('a');", 'no-restricted-globals'],
  ['globalThis', 'lib/plan/a.ts', 'export const all = () => globalThis;', 'no-restricted-globals'],
  ['Math.random', 'lib/plan/a.ts', 'export const chance = () => Math.random();', 'no-restricted-properties'],
  [
    'localeCompare',
    'lib/plan/a.ts',
    "export const c = (a: string) => a.localeCompare('b');",
    'no-restricted-syntax',
  ],
  ['a default export', 'lib/plan/a.ts', 'export default 1;', 'no-restricted-syntax'],
  ['a default export outside lib', 'bin/a.ts', 'export default 1;', 'no-restricted-syntax'],
  ['mutable state of a module', 'lib/plan/a.ts', 'export let count = 0;', 'no-restricted-syntax'],
  ['a barrel', 'lib/plan/a.ts', "export * from './plan';", 'no-restricted-syntax'],
  ['a file of 301 lines', 'lib/plan/a.ts', '// a line\n'.repeat(301), 'max-lines'],
  ['a function of 63 lines', 'lib/plan/a.ts', LONG, 'max-lines-per-function'],
  ['a function with eleven paths', 'lib/plan/a.ts', TANGLED, 'complexity'],
];

const PLAIN = "import { listed } from '../core/text';\n\nexport const names = (a: string[]) => listed(a);\n";

const { layers } = lintSnippets([]);
const rows = layers
  // Generated typings are not linted.
  .filter(({ name }) => name !== 'imports')
  .flatMap((from) => [rowCases(from, layers, false), rowCases(from, layers, true)]);
const libFiles = sourcesBelow('lib');
const { results } = lintSnippets([
  ...rows.map(({ file, code }) => ({ file, code })),
  ...[...REFUSED, ...BANNED].map(([, file, code]) => ({ file, code })),
  ...libFiles.map((file) => ({ file, code: '' })),
  { file: 'lib/plan/a.ts', code: PLAIN },
]);
const start = {
  refused: rows.length,
  banned: rows.length + REFUSED.length,
  lib: rows.length + REFUSED.length + BANNED.length,
};

describe('the import table', () => {
  it('has an example of every row here', () => {
    expect(Object.keys(EXAMPLE_FILES)).toEqual(layers.map(({ name }) => name));
  });

  it('refuses every import that it does not name, and no other', () => {
    const refused = rows.flatMap((row) => row.cases).filter(({ allowed }) => !allowed);
    expect(refused.length).toBeGreaterThan(500);
    expect(rows.flatMap((row, index) => wrongCases(row, results[index]))).toEqual([]);
  });

  it.each(REFUSED.map((row, index) => [...row, results[start.refused + index]] as const))(
    'bites: %s',
    (_name, _file, _code, problem, result) => {
      expect(result && importProblems(result).join()).toContain(problem);
    },
  );

  it('has a row for every file', () => {
    expect(libFiles.length).toBeGreaterThan(100);
    const found = results.slice(start.lib, -1);
    expect(found.map(({ file }) => file)).toEqual(libFiles);
    expect(found.filter(({ layer }) => layer === undefined).map(({ file }) => file)).toEqual([]);
  });
});

describe('the house rules', () => {
  it.each(BANNED.map((row, index) => [...row, results[start.banned + index]] as const))(
    'refuse %s',
    (_name, _file, _code, rule, result) => {
      expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule);
    },
  );

  it('leave plain code alone', () => {
    expect(results.at(-1)?.messages).toEqual([]);
  });
});
