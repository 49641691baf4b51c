import { readSourceTree } from '../../lib/config/read-source-tree';
import { readExistingUnits, writeTree } from '../../lib/output/write-tree';
import { synthesize } from '../../lib/synthesize';
import { say } from '../measure/said';

/** ROOT OUT: compiles the fleet in ROOT into OUT as `meridian synth` does, and says how long each stage took. */
export function run(): void {
  const loaded = performance.now();
  const [root = '', out = ''] = process.argv.slice(2);
  const stages: Record<string, number> = {};
  let last = loaded;
  const ended = (stage: string): void => {
    const now = performance.now();
    stages[stage] = now - last;
    last = now;
  };
  const tree = readSourceTree(root);
  const { units } = readExistingUnits(out);
  ended('read');
  const result = synthesize({ tree, resources: {}, existingUnits: units, twice: false, ended });
  const { output, diagnostics, compiled } = result;
  if (output === undefined || compiled === undefined)
    throw new Error(JSON.stringify(diagnostics.slice(0, 3)));
  const { diff, findings } = writeTree({ root: out, tree: output, mode: 'write' });
  if (findings.length > 0) throw new Error(JSON.stringify(findings.slice(0, 3)));
  ended('write');
  const objects = [...compiled.units, ...compiled.folders].reduce(
    (sum, unit) => sum + unit.objects.length,
    0,
  );
  const written = diff.write.length;
  say({
    loaded,
    work: last - loaded,
    skipped: 0,
    skippedCpu: 0,
    objects,
    files: output.size,
    written,
    stages,
  });
}
