import { writeFileSync } from 'node:fs';
import { readSourceTree } from '../../lib/config/read-source-tree';
import { synthesize } from '../../lib/synthesize';
import { captureCharts } from '../capture/capture-charts';
import type { Captured } from '../capture/captured';
import { typeNames } from '../capture/typings';

/*
 * capture ROOT FILE: compiles the fleet in ROOT, and writes what it described to FILE, so that others can build the very
 * same objects without Meridian.
 */
const [root = '', file = ''] = process.argv.slice(2);
const plainFiles: string[] = [];
const charts = captureCharts(typeNames(), () => {
  const tree = readSourceTree(root);
  const { output, compiled, diagnostics } = synthesize({
    tree,
    resources: {},
    existingUnits: [],
    twice: false,
  });
  if (output === undefined) throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  const plain = new Set(compiled?.files.map(({ cluster, path }) => `${cluster}/${path}`));
  for (const [path, text] of output) if (plain.has(path) || path.endsWith('/.owned')) plainFiles.push(text);
});
const captured: Captured = { ...charts, plainFiles };
writeFileSync(file, JSON.stringify(captured));
