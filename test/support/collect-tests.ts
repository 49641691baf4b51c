import { format } from 'node:util';

/** One test of a file, with its hooks, ready to be run outside of the runner. */
export interface CollectedTest {
  /** Its own title, without those of the suites around it. */
  readonly title: string;
  readonly run: () => Promise<void>;
}

type Body = (...args: readonly unknown[]) => unknown;
type Rows = readonly unknown[];
interface Suite {
  readonly hooks: Body[];
}

/** The part of the runner's globals that our tests use, gathering tests instead of running them. */
interface Collector {
  readonly globals: Readonly<Record<string, unknown>>;
  readonly tests: CollectedTest[];
}

function createCollector(): Collector {
  const tests: CollectedTest[] = [];
  const suites: Suite[] = [{ hooks: [] }];
  const hook = (body: Body): void => void suites.at(-1)?.hooks.push(body);
  const add = (title: string, body: Body): void => {
    const around = [...suites];
    const run = async (): Promise<void> => {
      for (const before of around.flatMap(({ hooks }) => hooks)) await before();
      await body();
    };
    tests.push({ title, run });
  };
  const describe = (_title: string, body: Body): void => {
    suites.push({ hooks: [] });
    body();
    suites.pop();
  };
  const test = withEach(add);
  const globals = { describe: withEach(describe), test, it: test, beforeAll: hook, beforeEach: hook };
  return { globals: { ...globals, afterAll: () => undefined, afterEach: () => undefined }, tests };
}

function withEach(one: (title: string, body: Body) => void): unknown {
  const each =
    (rows: readonly (Rows | string)[]) =>
    (title: string, body: Body): void => {
      for (const row of rows) {
        const args: Rows = Array.isArray(row) ? row : [row];
        const count = (title.match(/%[sdijop]/g) ?? []).length;
        one(format(title, ...args.slice(0, count)), () => body(...args));
      }
    };
  return Object.assign(one, { each });
}

/** Gives a module of the registry that one test file is loaded in. */
export type RequireModule = (path: string) => unknown;

/** Loads a test file with the runner's globals replaced, in modules of its own, and gives its tests. */
export function collectTests(load: (require: RequireModule) => void): readonly CollectedTest[] {
  const { globals, tests } = createCollector();
  const target = globalThis as unknown as Record<string, unknown>;
  const originals = Object.fromEntries(Object.keys(globals).map((name) => [name, target[name]]));
  Object.assign(target, globals);
  try {
    jest.isolateModules(() => load((path) => jest.requireActual(path)));
  } finally {
    Object.assign(target, originals);
  }
  return tests;
}
