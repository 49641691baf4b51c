import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { foldersIn, sourcesBelow } from '../../architecture/sources';
import { EMITTED_KINDS } from '../../../scripts/import/kinds';
import { collectTests, type CollectedTest } from '../../support/collect-tests';

const root = join(__dirname, '../../..');
const page = readFileSync(join(root, 'docs/capabilities.md'), 'utf8');

type Module = Record<string, unknown>;
type Outcome = 'passed' | 'failed' | 'missing';

interface Capability {
  readonly what: string;
  readonly module: string;
  readonly name: string;
  readonly test: string;
  readonly title: string;
}

/** The rows of the tables: "| what | `module` name | `test file` title |". */
function readCapabilities(): readonly Capability[] {
  const rows = [...page.matchAll(/^\| ([^|]+?) +\| `([^`]+)` (\w+) +\| `([^`]+)` ([^|]+?) +\|$/gm)];
  return rows.map(([, what = '', module = '', name = '', test = '', title = '']) => ({
    what,
    module,
    name,
    test,
    title,
  }));
}

async function outcomeOf(tests: readonly CollectedTest[], title: string): Promise<Outcome> {
  const found = tests.filter((test) => test.title === title);
  try {
    for (const test of found) await test.run();
    return found.length === 0 ? 'missing' : 'passed';
  } catch {
    return 'failed';
  }
}

/** The tests of a file, and the modules that its rows name, from one registry: loading them is what takes the time. */
interface LoadedFile {
  readonly tests: readonly CollectedTest[];
  readonly modules: ReadonlyMap<string, Module>;
}

function loadFile(test: string, paths: readonly string[]): LoadedFile {
  const modules = new Map<string, Module>();
  const tests = collectTests((require) => {
    require(join(root, test));
    for (const path of paths) modules.set(path, require(join(root, path)) as Module);
  });
  return { tests, modules };
}

const nothing = (): undefined => undefined;

/** Runs a test while the functions of a component or a rule do nothing; the rest of the program holds the same object. */
async function outcomeWithoutObject(
  thing: Record<string, unknown>,
  tests: readonly CollectedTest[],
  title: string,
): Promise<Outcome> {
  const before = { ...thing };
  const functions = Object.keys(thing).filter((key) => typeof thing[key] === 'function' && key !== 'message');
  expect(functions).not.toEqual([]);
  for (const key of functions) thing[key] = nothing;
  try {
    return await outcomeOf(tests, title);
  } finally {
    Object.assign(thing, before);
  }
}

/** Runs a test of a file that is loaded anew, while an export of a module does nothing. */
async function outcomeWithoutExport(
  { module, name, test, title }: Capability,
  actual: Module,
): Promise<Outcome> {
  const path = join(root, module);
  jest.doMock(path, () => ({ ...actual, [name]: nothing }));
  try {
    return await outcomeOf(loadFile(test, []).tests, title);
  } catch {
    return 'failed';
  } finally {
    jest.dontMock(path);
  }
}

const capabilities = readCapabilities();
const named = capabilities.map(({ module }) => module);

describe('the table of capabilities', () => {
  it('is read whole', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| ') && line.includes('.test.ts'));
    expect(capabilities.length).toBe(rows.length);
  });

  it('names modules and tests that exist, and each test once', () => {
    const paths = capabilities.flatMap(({ module, test }) => [module, test]);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const tests = capabilities.map(({ test, title }) => `${test} ${title}`);
    expect(tests.filter((test, index) => tests.indexOf(test) !== index)).toEqual([]);
  });

  it('marks what is built on kinds that only documentation defines', () => {
    const groups = EMITTED_KINDS.flatMap(({ from, group }) => (from === 'documented' ? [group] : []));
    const isDocumented = ({ module }: Capability): boolean => {
      const source = readFileSync(join(root, module), 'utf8');
      return groups.some((group) => source.includes(`imports/${group}'`));
    };
    const marked = capabilities.filter(({ what }) => what.endsWith('(documented)'));
    expect(marked.map(({ what }) => what)).toEqual(capabilities.filter(isDocumented).map(({ what }) => what));
    expect(marked.length).toBeGreaterThan(8);
  });

  it('has a row for every component and every rule', () => {
    const components = foldersIn('lib/baseline').map((name) => `lib/baseline/${name}/component.ts`);
    const modules = [...components, ...sourcesBelow('lib/lint/rules')];
    expect(modules.filter((module) => !named.includes(module))).toEqual([]);
  });
});

describe('switching off what builds it fails the test of', () => {
  const loaded = new Map<string, LoadedFile>();

  it.each(capabilities.map((capability) => [capability.what, capability] as const))(
    '%s',
    async (_what, capability) => {
      const { module, name, test, title } = capability;
      const ofTest = capabilities.filter((other) => other.test === test);
      const file =
        loaded.get(test) ??
        loadFile(
          test,
          ofTest.map((other) => other.module),
        );
      loaded.set(test, file);
      expect(await outcomeOf(file.tests, title)).toBe('passed');

      const exports = file.modules.get(module) ?? {};
      const thing = exports[name];
      expect(thing).toBeInstanceOf(Object);
      const outcome =
        typeof thing === 'function'
          ? await outcomeWithoutExport(capability, exports)
          : await outcomeWithoutObject(thing as Module, file.tests, title);
      expect(outcome).toBe('failed');
    },
  );
});
