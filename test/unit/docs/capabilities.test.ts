import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectTests, type CollectedTest } from '../../support/collect-tests';

const root = join(__dirname, '../../..');

interface Capability {
  readonly what: string;
  readonly module: string;
  readonly name: string;
  readonly test: string;
  readonly title: string;
}

/** The rows of the table: "| what | `module` name | `test file` title |". */
function readCapabilities(): readonly Capability[] {
  const text = readFileSync(join(root, 'docs/capabilities.md'), 'utf8');
  const rows = [...text.matchAll(/^\| ([^|]+?) +\| `([^`]+)` (\w+) +\| `([^`]+)` ([^|]+?) +\|$/gm)];
  return rows.map(([, what = '', module = '', name = '', test = '', title = '']) => ({
    what,
    module,
    name,
    test,
    title,
  }));
}

/** The same thing, doing nothing: a function that gives nothing, or a component or rule whose function does. */
function switchedOff(thing: unknown): unknown {
  const nothing = (): undefined => undefined;
  if (typeof thing === 'function') return nothing;
  expect(thing).toBeInstanceOf(Object);
  const functions = Object.entries(thing as object).filter(
    ([, value]) => typeof value === 'function' && !('code' in value),
  );
  expect(functions.length).toBeGreaterThan(0);
  return { ...(thing as object), ...Object.fromEntries(functions.map(([key]) => [key, nothing])) };
}

/** Tests of a file that are loaded while one export of one module does nothing. */
function collectWithout(
  path: string,
  off: Readonly<Record<string, unknown>>,
  load: () => void,
): readonly CollectedTest[] {
  jest.doMock(path, () => off);
  try {
    return collectTests(load);
  } finally {
    jest.dontMock(path);
  }
}

async function outcomeOf(
  collect: () => readonly CollectedTest[],
  title: string,
): Promise<'passed' | 'failed' | 'missing'> {
  try {
    const found = collect().filter((test) => test.title === title);
    for (const test of found) await test.run();
    return found.length === 0 ? 'missing' : 'passed';
  } catch {
    return 'failed';
  }
}

describe('the table of capabilities', () => {
  const capabilities = readCapabilities();
  const text = readFileSync(join(root, 'docs/capabilities.md'), 'utf8');

  it('is read whole', () => {
    expect(capabilities.length).toBe(
      text.split('\n').filter((line) => line.startsWith('| ') && line.includes('.test.ts')).length,
    );
    expect(capabilities.length).toBeGreaterThan(20);
  });

  it('names modules and tests that exist, and each test once', () => {
    const missing = capabilities
      .flatMap(({ module, test }) => [module, test])
      .filter((path) => !existsSync(join(root, path)));
    expect(missing).toEqual([]);
    const tests = capabilities.map(({ test, title }) => `${test} ${title}`);
    expect(tests.filter((test, index) => tests.indexOf(test) !== index)).toEqual([]);
  });

  const untouched = new Map<string, readonly CollectedTest[]>();

  it.each(capabilities.map((capability) => [capability.what, capability] as const))(
    '%s',
    async (_what, capability) => {
      const { module, name, test, title } = capability;
      const load = (): void => void jest.requireActual(join(root, test));
      const known = untouched.get(test) ?? collectTests(load);
      untouched.set(test, known);
      expect(await outcomeOf(() => known, title)).toBe('passed');

      const path = join(root, module);
      const actual = jest.requireActual<Record<string, unknown>>(path);
      const off = { ...actual, [name]: switchedOff(actual[name]) };
      expect(await outcomeOf(() => collectWithout(path, off, load), title)).toBe('failed');
    },
  );
});
