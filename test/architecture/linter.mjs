/**
 * Lints snippets as if they stood in given files, with the rules that this repository has for those files. Rules that
 * need types are left out, for the files need not exist. Reads [{ file, code }] from standard input and writes the table of
 * layers, the layer of each file and the messages as JSON. A process of its own, because ESLint's configuration is ESM.
 */
import { readFileSync } from 'node:fs';
import { ESLint, Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { LAYERS } from '../../eslint.layers.mjs';
import { layerOf, meridian } from '../../eslint.rules.mjs';

const UNTYPED = /^(meridian\/|no-restricted-|max-lines|complexity$)/;

const eslint = new ESLint();
const linter = new Linter({ cwd: process.cwd() });
const snippets = JSON.parse(readFileSync(0, 'utf8'));
const rulesByFolder = new Map();

async function rulesFor(file) {
  const key = /^lib\/[^/]+\.ts$/.test(file) ? file : file.split('/')[0];
  if (!rulesByFolder.has(key)) {
    const { rules } = await eslint.calculateConfigForFile(file);
    rulesByFolder.set(key, Object.fromEntries(Object.entries(rules).filter(([name]) => UNTYPED.test(name))));
  }
  return rulesByFolder.get(key);
}

const results = [];
for (const { file, code } of snippets) {
  if (code === '') {
    results.push({ file, layer: layerOf(file)?.name, messages: [] });
    continue;
  }
  const config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { meridian },
    rules: await rulesFor(file),
  };
  const messages = linter.verify(code, [config], { filename: file });
  results.push({
    file,
    layer: layerOf(file)?.name,
    messages: messages.map(({ ruleId, message, line }) => ({ ruleId, message, line })),
  });
}
const layers = LAYERS.map(({ files, ...row }) => ({ ...row, files: files.source }));
process.stdout.write(JSON.stringify({ layers, results }));
