import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as say from '../../lib/commands/messages';
import type { ResourcesFunction, ResourcesRecord } from '../../lib/compile/resources';
import type { SourceTree } from '../../lib/config/source-tree';
import type { Diagnostic } from '../../lib/core/diagnostic';
import { compileModule, type CompiledModule } from './compile-module';
import { evaluateModule } from './evaluate-module';

/** The functions of every apps/<app>/resources.ts, and what is wrong with those that have none. */
export interface LoadedResources {
  readonly resources: ResourcesRecord;
  readonly diagnostics: readonly Diagnostic[];
}

/** Changes with the way in which modules are compiled. */
const CACHE_VERSION = 'esbuild 0.28, node20, 1';

/** Where loading keeps what it compiled, and where goes what a module says. */
export interface ResourcesIo {
  /** Absolute path of a folder that may be deleted at any time. */
  readonly cacheDirectory: string;
  readonly stderr: (text: string) => void;
}

/** Compiles and runs every resources.ts of a tree; compiled code is kept by its content. */
export async function loadResources(tree: SourceTree, io: ResourcesIo): Promise<LoadedResources> {
  const loaded = await Promise.all(
    [...tree.files].flatMap(([file, text]) => {
      const app = /^apps\/([^/]+)\/resources\.ts$/.exec(file)?.[1];
      return app === undefined ? [] : [loadOne(app, file, text, io)];
    }),
  );
  const found = loaded.flatMap(({ app, run }): [string, ResourcesFunction][] =>
    run === undefined ? [] : [[app, run]],
  );
  return {
    resources: Object.fromEntries(found),
    diagnostics: loaded.flatMap(({ diagnostics }) => diagnostics),
  };
}

interface Loaded {
  readonly app: string;
  readonly run?: ResourcesFunction;
  readonly diagnostics: readonly Diagnostic[];
}

async function loadOne(app: string, file: string, text: string, io: ResourcesIo): Promise<Loaded> {
  const { module, diagnostics } = await compileCached(file, text, join(io.cacheDirectory, 'resources'));
  if (module === undefined) return { app, diagnostics };
  const run = evaluateModule(file, module, io.stderr);
  if (typeof run === 'function') return { app, run, diagnostics: [] };
  const at = { file, line: 1, column: 1, text: '', length: 1 };
  return { app, diagnostics: [say.resourcesLoad({ at, problem: run })] };
}

async function compileCached(file: string, text: string, folder: string): ReturnType<typeof compileModule> {
  const key = createHash('sha256')
    .update(JSON.stringify([CACHE_VERSION, file, text]))
    .digest('hex');
  const cached = join(folder, `${key}.json`);
  const kept = readKept(cached);
  if (kept !== undefined) return { module: kept, diagnostics: [] };
  const result = await compileModule(file, text);
  if (result.module !== undefined) keep(folder, cached, result.module);
  return result;
}

function readKept(file: string): CompiledModule | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CompiledModule;
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written costs time and nothing else. */
function keep(folder: string, file: string, module: CompiledModule): void {
  const partial = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(partial, JSON.stringify(module));
    renameSync(partial, file);
  } catch {
    return;
  }
}
