import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Files } from '../../support/scenario-case';
import { readExpected, readScenario, runScenario, updateExpected } from '../../support/scenario-run';
import { validateObject } from '../../support/validate-object';

const FOLDER = join(__dirname, '../../scenarios');
const SCENARIOS = readdirSync(FOLDER)
  .filter((name) => existsSync(join(FOLDER, name, 'scenario.yaml')))
  .map((name): [string, string] => [name, readScenario(join(FOLDER, name)).about]);

/** What is wrong with the manifests of an output, strictly seen. */
function problemsOf(output: Files): readonly string[] {
  return [...output].flatMap(([path, text]) => {
    if (!path.endsWith('.yaml') || /^[^/]+\/units\//.test(path)) return [];
    return validateObject(parse(text)).map((problem) => `${path}: ${problem}`);
  });
}

describe('scenario', () => {
  it.each(SCENARIOS)('%s: %s', async (name) => {
    const folder = join(FOLDER, name);
    const result = await runScenario(folder);
    if (process.env['UPDATE_SCENARIOS'] === '1') updateExpected(folder, result);
    const expected = readExpected(folder);
    expect(result.transcript).toBe(expected.transcript);
    expect(Object.fromEntries(result.compared)).toEqual(Object.fromEntries(expected.compared));
    expect(problemsOf(result.output)).toEqual([]);
  });
});
