import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDiagnostics } from '../../lib/report/format-diagnostics';
import { PLAIN } from '../../lib/report/paint';
import { synthesize } from '../../lib/synthesize';
import { applyChanges, parseCase, readFiles, withStderr, type Files } from '../support/scenario-case';

const FOLDER = join(__dirname, 'malformed');
const BASE = readFiles(join(FOLDER, 'base'));
const CASES = readdirSync(FOLDER).filter((name) => name.endsWith('.txt')).sort();

function run(files: Files) {
  const { diagnostics, output } = synthesize({ tree: { files, unreadable: [] }, resources: {}, existingUnits: [], twice: false });
  return { stderr: formatDiagnostics(diagnostics, PLAIN), output };
}

describe('malformed inputs', () => {
  it('start from a repository without fault', () => {
    const { stderr, output } = run(BASE);
    expect(stderr).toBe('');
    expect(output?.size).toBeGreaterThan(50);
  });

  it.each(CASES)('%s', (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    const scenario = parseCase(text);
    const { stderr, output } = run(applyChanges(BASE, scenario));
    if (process.env['UPDATE_SCENARIOS'] === '1') writeFileSync(join(FOLDER, name), withStderr(text, stderr));
    else expect(stderr).toBe(scenario.stderr);
    expect(stderr).toMatch(/error/);
    expect(output).toBeUndefined();
  });
});
