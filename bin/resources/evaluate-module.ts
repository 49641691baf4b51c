import { SourceMap, type SourceMapPayload } from 'node:module';
import { compileFunction } from 'node:vm';
import * as cdk8s from 'cdk8s';
import * as constructs from 'constructs';
import * as meridian from '../../lib/authoring';
import type { ResourcesFunction } from '../../lib/compile/resources';
import type { CompiledModule } from './compile-module';

/** The very modules that our own code runs on: constructs of two copies of a package do not fit together. */
const MODULES: Readonly<Record<string, unknown>> = { cdk8s, constructs, meridian };

/** Runs a module and gives its function `resources`, or says why there is none. Errors of that function name their line. */
export function evaluateModule(file: string, compiled: CompiledModule): ResourcesFunction | string {
  const exported = { exports: {} as Record<string, unknown> };
  try {
    const run = compileFunction(compiled.code, ['module', 'exports', 'require'], { filename: file }) as (
      ...args: readonly unknown[]
    ) => void;
    run(exported, exported.exports, requireAllowed);
  } catch (error) {
    return describeError(error, file, compiled);
  }
  const { resources } = exported.exports;
  if (typeof resources !== 'function')
    return `it exports ${Object.keys(exported.exports).join(', ') || 'nothing'}`;
  return (scope, props) => {
    try {
      const returned: unknown = (resources as (...args: Parameters<ResourcesFunction>) => unknown)(
        scope,
        props,
      );
      if (isPromise(returned)) throw new Error(abandoned(returned));
    } catch (error) {
      throw new Error(describeError(error, file, compiled), { cause: error });
    }
  };
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/** What an async function would still do comes too late, so that its failure concerns nobody. */
function abandoned(promise: PromiseLike<unknown>): string {
  promise.then(undefined, () => undefined);
  return 'it is async, and nobody waits for it: the unit is written as soon as the function returns';
}

function requireAllowed(name: string): unknown {
  if (!Object.hasOwn(MODULES, name)) throw new Error(`there is no module "${name}" here`);
  return MODULES[name];
}

function describeError(error: unknown, file: string, compiled: CompiledModule): string {
  const { message, stack } = error as { readonly message?: string; readonly stack?: string };
  const text = message ?? String(error);
  const frame = (stack ?? '').split('\n').find((line) => line.includes(`${file}:`));
  const [, line, column] = /:(\d+):(\d+)\)?$/.exec(frame ?? '') ?? [];
  if (line === undefined) return text;
  const entry = new SourceMap(JSON.parse(compiled.map) as SourceMapPayload).findEntry(
    Number(line) - 1,
    Number(column) - 1,
  );
  return 'originalLine' in entry ? `${text} (line ${entry.originalLine + 1})` : text;
}
