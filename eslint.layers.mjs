/**
 * Who may import whom, as data. docs/architecture.md explains it, eslint.rules.mjs enforces it, and
 * test/architecture/layers.test.ts shows that it bites.
 *
 * A file belongs to the first row whose `files` matches its path. `values` may be imported as they are, `types` only with
 * `import type`; `packages` and `typePackages` are the same for what is not ours. A row may always import itself.
 *
 * @typedef {{ name: string, files: RegExp, values?: string[], types?: string[], packages?: string[], typePackages?: string[] }} Layer
 */

/** The layers that describe objects. None of them sees another. */
const SLICES = ['baseline', 'facets', 'mesh', 'namespaces', 'gitops'];

/** @type {readonly Layer[]} */
export const LAYERS = [
  { name: 'core', files: /^lib\/core\//, packages: ['fastest-levenshtein'] },
  { name: 'policy', files: /^lib\/policy\//, values: ['core'] },
  { name: 'schema', files: /^lib\/schema\//, values: ['core'], packages: ['zod'] },
  {
    name: 'slice-schema',
    files: /^lib\/(baseline|facets)\/(schemas\.ts$|[^/]+\/schema\.ts$)/,
    values: ['core', 'schema'],
    packages: ['zod'],
  },
  { name: 'providers', files: /^lib\/providers\//, values: ['core'] },
  {
    name: 'read',
    files: /^lib\/config\/read-source-tree\.ts$/,
    values: ['core', 'config'],
    packages: ['node:fs', 'node:path'],
  },
  {
    name: 'config',
    files: /^lib\/config\//,
    values: ['core', 'schema', 'slice-schema'],
    packages: ['zod', 'yaml', 'js-yaml'],
  },
  {
    name: 'fleet',
    files: /^lib\/fleet\//,
    values: ['core', 'policy', 'config', 'slice-schema', 'providers'],
    typePackages: ['zod'],
  },
  {
    name: 'plan',
    files: /^lib\/plan\//,
    values: ['core', 'fleet'],
    types: ['config', 'slice-schema', 'providers'],
  },
  { name: 'pages', files: /^(docs\/.+\.md\.ts|lib\/pages\.d\.ts)$/ },
  { name: 'kube', files: /^lib\/kube\.ts$/, packages: ['cdk8s-plus-30'] },
  {
    name: 'stored-secret',
    files: /^lib\/stored-secret\.ts$/,
    values: ['imports'],
    typePackages: ['constructs'],
  },
  ...SLICES.map((name) => ({
    name,
    files: new RegExp(`^lib/${name}/`),
    values: ['core', 'policy', 'fleet', 'plan', 'providers', 'kube', 'stored-secret', 'imports'],
    types: ['slice-schema', 'compile'],
    packages: ['cdk8s', 'constructs'],
  })),
  {
    name: 'compile',
    files: /^lib\/compile\//,
    values: ['core', 'fleet', 'plan', 'pages', ...SLICES],
    types: ['slice-schema'],
    packages: ['cdk8s'],
    typePackages: ['constructs'],
  },
  {
    name: 'expressions',
    files: /^lib\/simulate\/admission\/expressions\.ts$/,
    packages: ['@marcbachmann/cel-js'],
  },
  {
    name: 'simulate',
    files: /^lib\/simulate\//,
    values: ['core', 'expressions'],
    types: ['fleet', 'plan', 'compile'],
  },
  {
    name: 'lint',
    files: /^lib\/lint\//,
    values: ['core', 'policy', 'fleet', 'plan', 'simulate'],
    types: ['slice-schema', 'compile'],
  },
  {
    name: 'prove',
    files: /^lib\/prove\//,
    values: ['core', 'fleet', 'plan', 'simulate', 'lint'],
    types: ['config', 'compile'],
  },
  {
    name: 'write',
    files: /^lib\/output\/write-tree\.ts$/,
    values: ['core', 'output'],
    packages: ['node:fs', 'node:path'],
  },
  {
    name: 'output',
    files: /^lib\/output\//,
    values: ['core'],
    types: ['compile'],
    packages: ['yaml'],
  },
  {
    name: 'commands',
    files: /^lib\/commands\//,
    values: ['core', 'config', 'fleet', 'plan', 'gitops'],
    types: ['slice-schema', 'compile', 'output'],
    packages: ['yaml'],
  },
  {
    name: 'tell',
    files: /^lib\/(explain|report)\//,
    values: ['core', 'config', 'fleet', 'commands'],
    types: ['slice-schema', 'plan', 'simulate', 'prove', 'compile', 'output'],
  },
  {
    name: 'authoring',
    files: /^lib\/authoring\.ts$/,
    values: ['kube', 'imports'],
    types: ['compile', 'fleet', 'plan', 'slice-schema'],
  },
  {
    name: 'synthesize',
    files: /^lib\/(synthesize|catalogue)\.ts$/,
    values: ['core', 'config', 'fleet', 'plan', 'compile', 'gitops', 'lint', 'prove', 'output', 'commands'],
  },
  { name: 'imports', files: /^imports\//, packages: ['cdk8s', 'constructs'] },
  {
    name: 'bin',
    files: /^bin\//,
    values: [
      'core',
      'config',
      'read',
      'write',
      'output',
      'gitops',
      'synthesize',
      'prove',
      'commands',
      'tell',
      'authoring',
    ],
    types: ['fleet', 'plan', 'compile', 'slice-schema'],
    packages: ['*'],
  },
];

/** Folders of slices, which must not know each other: a slice is a subfolder or, where `single`, a file. */
export const SIBLINGS = [
  { folder: 'lib/baseline', single: false },
  { folder: 'lib/facets', single: false },
  { folder: 'lib/lint/rules', single: true },
];
