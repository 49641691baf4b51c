import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, temporaryFolder, type CliResult } from '../../support/run-cli';
import {
  applyChanges,
  parseCase,
  readFiles,
  withStderr,
  writeFiles,
  type Files,
} from '../../support/scenario-case';

const FOLDER = join(__dirname, '../../scenarios/malformed');
const BASE = readFiles(join(FOLDER, 'base'));
const CASES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .sort();

interface Outcome extends CliResult {
  readonly written: boolean;
}

async function synth(files: Files): Promise<Outcome> {
  const root = temporaryFolder();
  try {
    writeFiles(root, files);
    const result = await runCli(['synth'], root);
    return { ...result, written: existsSync(join(root, 'dist')) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What the case expects; with UPDATE_SCENARIOS=1 what was printed becomes that, for a person to read in the diff. */
function expectation(name: string, printed: string): string {
  const path = join(FOLDER, name);
  const text = readFileSync(path, 'utf8');
  if (process.env['UPDATE_SCENARIOS'] === '1') writeFileSync(path, withStderr(text, printed));
  return parseCase(readFileSync(path, 'utf8')).stderr;
}

describe('malformed inputs', () => {
  it('start from a repository without fault', async () => {
    const { code, stderr, written } = await synth(BASE);
    // Nothing backs its clusters up: what a case says of backups stands alone.
    expect(stderr.match(/\[[a-z]+\/[a-z-]+\]/g)).toEqual(['[lint/not-backed-up]', '[lint/not-backed-up]']);
    expect({ code, written }).toEqual({ code: 0, written: true });
  });

  it.each(CASES)('%s', async (name) => {
    const scenario = parseCase(readFileSync(join(FOLDER, name), 'utf8'));
    const { stderr, ...rest } = await synth(applyChanges(BASE, scenario));
    expect(stderr).toBe(expectation(name, stderr));
    expect(rest).toEqual({ code: 1, stdout: '', written: false });
  });
});
