import { Console } from 'node:console';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { Writable } from 'node:stream';
import { compileFunction } from 'node:vm';
import * as cdk8s from 'cdk8s';
import * as constructs from 'constructs';
import * as meridian from '../../lib/authoring';
import type { ResourcesFunction } from '../../lib/compile/resources';
import type { CompiledModule } from './compile-module';

/** The very modules that our own code runs on: constructs of two copies of a package do not fit together. */
const MODULES: Readonly<Record<string, unknown>> = { cdk8s, constructs, meridian };

/** What a module finds around itself, beside the language. */
const AROUND = ['module', 'exports', 'require', 'console', 'process'];

/**
 * Runs a module and gives its function `resources`, or says why there is none. Errors of that function name their line; what it
 * says on its console goes to `say`, because stdout is for data.
 */
export function evaluateModule(
  file: string,
  compiled: CompiledModule,
  say: (text: string) => void,
): ResourcesFunction | string {
  const exported = { exports: {} as Record<string, unknown> };
  try {
    const run = compileFunction(compiled.code, AROUND, { filename: file }) as (
      ...args: readonly unknown[]
    ) => void;
    run(exported, exported.exports, requireAllowed, consoleFor(say), NO_PROCESS);
  } catch (error) {
    return describeError(error, file, compiled);
  }
  const { resources } = exported.exports;
  if (typeof resources !== 'function')
    return `it exports ${Object.keys(exported.exports).join(', ') || 'nothing'}`;
  return (scope, props) => {
    try {
      // What it returns is looked at where it is called: a promise is refused there.
      return (resources as ResourcesFunction)(scope, props);
    } catch (error) {
      throw new Error(describeError(error, file, compiled), { cause: error });
    }
  };
}

function consoleFor(say: (text: string) => void): Console {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      say(chunk.toString());
      done();
    },
  });
  return new Console({ stdout: stream, stderr: stream, colorMode: false });
}

/** Its environment differs between machines, and its end would be taken for a success. */
const NO_PROCESS = new Proxy(
  {},
  {
    get() {
      throw new Error('process is not there');
    },
  },
);

function requireAllowed(name: string): unknown {
  if (!Object.hasOwn(MODULES, name)) throw new Error(`there is no module "${name}" here`);
  return MODULES[name];
}

function describeError(error: unknown, file: string, compiled: CompiledModule): string {
  const { message = `it threw ${String(error)}`, stack } = (error ?? {}) as Partial<Error>;
  const frame = (stack ?? '').split('\n').find((line) => line.includes(`${file}:`));
  const [, line, column] = /:(\d+):(\d+)\)?$/.exec(frame ?? '') ?? [];
  if (line === undefined) return message;
  const entry = new SourceMap(JSON.parse(compiled.map) as SourceMapPayload).findEntry(
    Number(line) - 1,
    Number(column) - 1,
  );
  return 'originalLine' in entry ? `${message} (line ${entry.originalLine + 1})` : message;
}
