import type * as Esbuild from 'esbuild';
import { createRequire } from 'node:module';
import * as say from '../../lib/commands/messages';
import type { Diagnostic, Position } from '../../lib/core/diagnostic';

/** A module as it runs, and the source map of that code. */
export interface CompiledModule {
  readonly code: string;
  /** JSON. */
  readonly map: string;
}

/** The only packages that a resources.ts may import. */
export const ALLOWED_IMPORTS: readonly string[] = ['constructs', 'cdk8s', 'meridian'];

const REFUSED = 'meridian:refused-import';

/** Says no where the import stands, and not when the module is run. */
const onlyAllowedImports: Esbuild.Plugin = {
  name: 'only-allowed-imports',
  setup: (build) => {
    build.onResolve({ filter: /.*/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || ALLOWED_IMPORTS.includes(path)) return { path, external: true };
      return { errors: [{ text: path, detail: REFUSED }] };
    });
  },
};

/** Compiles one resources.ts to CommonJS; every error is a diagnostic at its place. */
export async function compileModule(
  file: string,
  text: string,
): Promise<{ readonly module?: CompiledModule; readonly diagnostics: readonly Diagnostic[] }> {
  // Loaded only where there is something to compile: it starts a program of its own. The launcher's bundle cannot import.
  const { build } = createRequire(__filename)('esbuild') as typeof Esbuild;
  try {
    const { outputFiles } = await build({
      stdin: { contents: text, sourcefile: file, loader: 'ts' },
      outfile: 'resources.js',
      bundle: true,
      format: 'cjs',
      platform: 'neutral',
      target: 'node20',
      charset: 'utf8',
      sourcemap: 'external',
      tsconfigRaw: { compilerOptions: { strict: true } },
      plugins: [onlyAllowedImports],
      write: false,
      logLevel: 'silent',
    });
    const textOf = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '';
    return { module: { code: textOf('.js'), map: textOf('.map') }, diagnostics: [] };
  } catch (error) {
    const { errors } = error as Partial<Esbuild.BuildFailure>;
    if (errors === undefined) throw error;
    return { diagnostics: errors.map((message) => diagnose(file, message)) };
  }
}

function diagnose(file: string, message: Esbuild.Message): Diagnostic {
  const at = positionOf(file, message);
  if (message.detail === REFUSED)
    return say.resourcesImport({ at, name: message.text, allowed: ALLOWED_IMPORTS });
  return say.resourcesSyntax({ at, problem: message.text });
}

/** esbuild counts columns in bytes, and from 0. */
function positionOf(file: string, { location }: Esbuild.Message): Position {
  if (location === null) return { file, line: 1, column: 1, text: '', length: 1 };
  const bytes = Buffer.from(location.lineText);
  const lengthUpTo = (end: number): number => bytes.subarray(0, end).toString().length;
  const column = lengthUpTo(location.column) + 1;
  const length = Math.max(1, lengthUpTo(location.column + location.length) + 1 - column);
  return { file, line: location.line, column, text: location.lineText, length };
}
