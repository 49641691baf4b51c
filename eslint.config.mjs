import jest from 'eslint-plugin-jest';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { meridian } from './eslint.rules.mjs';

const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Export by name: a default export has another name in every file that imports it.',
};
const NO_MUTABLE_STATE = {
  selector:
    'Program > VariableDeclaration[kind=/let|var/], Program > ExportNamedDeclaration > VariableDeclaration[kind=/let|var/]',
  message: 'No module-level mutable state: the same inputs must give the same bytes, in any order of calls.',
};
const NO_BARREL = {
  selector: 'ExportAllDeclaration',
  message: 'No barrels: import a thing from the file that is named after it.',
};
const NO_LOCALE = {
  selector:
    'MemberExpression[property.name=/^(localeCompare|toLocale(String|DateString|TimeString|LowerCase|UpperCase))$/]',
  message: 'The result depends on the locale: use the helpers of lib/core/text.ts.',
};
const NO_ANY_DIRNAME = {
  selector: 'MetaProperty',
  message: 'lib/ knows no place on disk.',
};

const NO_LATE_CHANGE = {
  selector:
    'CallExpression[callee.property.name=/^(addJsonPatch|addLabel|addAnnotation|addFinalizers|addOwnerReference|addDependency)$/], CallExpression[callee.property.name="add"][callee.object.property.name="metadata"]',
  message:
    'Give it to the constructor: lib/compile/plain-manifest.ts reads the props of an object, and nothing else.',
};

const impure = (name, instead) => ({ name, message: `lib/ is a pure function of its inputs: ${instead}` });

export default defineConfig(
  {
    ignores: [
      'node_modules/',
      '.cache/',
      'cdk8s-out/',
      'coverage/',
      'dist/',
      'imports/',
      'schemas/',
      'test/scenarios/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { meridian },
    rules: {
      'meridian/layers': 'error',
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      complexity: ['error', 10],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: true }],
      // It takes a variable that a callback changes for one that never does.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // It asks for what no-non-null-assertion refuses.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Spreading a text gives its code points, which is what is wanted wherever it is done.
      '@typescript-eslint/no-misused-spread': 'off',
      'no-control-regex': 'error',
      'no-sparse-arrays': 'error',
      'no-loss-of-precision': 'error',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // A construct is made for what it adds to its scope.
      'no-new': 'off',
      // Interfaces and type aliases both have their place; so have `[key: string]` and Record.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        impure('process', 'arguments and environment are read in bin/.'),
        impure('Date', "today's date is an argument."),
        impure('console', 'report a diagnostic.'),
        impure('performance', 'time is taken in bench/.'),
        impure('crypto', 'nothing here may depend on chance.'),
        impure('Intl', 'the locale must not matter.'),
        impure('setTimeout', 'synth is synchronous.'),
        impure('globalThis', 'name what is meant.'),
        impure('require', 'use import.'),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'The same inputs must give the same bytes.' },
      ],
      'no-restricted-syntax': [
        'error',
        NO_DEFAULT_EXPORT,
        NO_MUTABLE_STATE,
        NO_BARREL,
        NO_LOCALE,
        NO_ANY_DIRNAME,
        NO_LATE_CHANGE,
      ],
    },
  },
  {
    // Two files whose purpose is to give many things one name.
    files: ['lib/kube.ts', 'lib/authoring.ts'],
    rules: {
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_MUTABLE_STATE, NO_LOCALE, NO_ANY_DIRNAME],
    },
  },
  {
    files: ['test/**/*.test.ts'],
    extends: [jest.configs['flat/recommended']],
    settings: { jest: { version: 30 } },
    rules: {
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
      'jest/valid-expect': 'error',
      'jest/no-focused-tests': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-standalone-expect': 'error',
      // A suite is as long as the list of its cases.
      'max-lines-per-function': 'off',
    },
  },
  {
    // Outside lib/, values of unknown shape are put into messages.
    files: ['{scripts,test,e2e,bench,bin}/**/*.ts'],
    rules: { '@typescript-eslint/no-base-to-string': 'off' },
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.base],
    rules: {
      eqeqeq: 'error',
      'no-unused-vars': 'error',
      complexity: ['error', 10],
      'max-lines': ['error', { max: 300 }],
    },
  },
);
