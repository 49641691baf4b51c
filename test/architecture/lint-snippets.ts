import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './sources';

/** A piece of code, and the file that it is taken to stand in. */
export interface Snippet {
  readonly file: string;
  readonly code: string;
}

/** One row of the import table. */
export interface LayerRow {
  readonly name: string;
  readonly files: string;
  readonly values?: readonly string[];
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
  readonly typePackages?: readonly string[];
}

/** What the linter says of one snippet. */
export interface SnippetResult {
  readonly file: string;
  readonly layer?: string;
  readonly messages: readonly {
    readonly ruleId: string | null;
    readonly message: string;
    readonly line: number;
  }[];
}

/** Lints all snippets in one run, with the rules of the repository. */
export function lintSnippets(snippets: readonly Snippet[]): {
  readonly layers: readonly LayerRow[];
  readonly results: readonly SnippetResult[];
} {
  const output = execFileSync('node', [join(__dirname, 'linter.mjs')], {
    cwd: ROOT,
    input: JSON.stringify(snippets),
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output.toString()) as ReturnType<typeof lintSnippets>;
}
