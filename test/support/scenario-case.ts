import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * A case of one file: what is wrong in plain words, changes of a base repository, and what is said of the result.
 *
 *     Why this case exists.
 *     @@ edit <path>      lines that begin with "-" are found and replaced by those with "+" that follow
 *     @@ write <path>     the lines that follow are the whole file; \t, \r and \uXXXX stand for such characters
 *     @@ append <path>    the lines that follow are added
 *     @@ delete <path>
 *     @@ stderr           everything that is printed there
 */
export interface ScenarioCase {
  readonly title: string;
  readonly changes: readonly Change[];
  readonly stderr: string;
}

interface Change {
  readonly verb: 'edit' | 'write' | 'append' | 'delete';
  readonly path: string;
  readonly lines: readonly string[];
}

/** Files of a repository: path → text. */
export type Files = ReadonlyMap<string, string>;

const HEADING = /^@@ (edit|write|append|delete|stderr)(?: (.*))?$/;

/** Parses a case; throws where the file is none. */
export function parseCase(text: string): ScenarioCase {
  const sections: { verb: string; path: string; lines: string[] }[] = [
    { verb: 'title', path: '', lines: [] },
  ];
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const heading = HEADING.exec(line);
    if (heading !== null) sections.push({ verb: heading[1] ?? '', path: heading[2] ?? '', lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  const [title, ...rest] = sections;
  const stderr = rest.find((section) => section.verb === 'stderr');
  return {
    title: title?.lines.join(' ').trim() ?? '',
    changes: rest.filter((section) => section !== stderr) as readonly Change[],
    stderr: stderr === undefined ? '' : `${stderr.lines.join('\n')}\n`,
  };
}

/** The text of a case with other words on stderr. */
export function withStderr(text: string, stderr: string): string {
  const end = text.indexOf('\n@@ stderr');
  return `${(end < 0 ? text : text.slice(0, end)).trimEnd()}\n@@ stderr\n${stderr}`;
}

/** The base with the changes of a case; throws where a line to be replaced is not there exactly once. */
export function applyChanges(base: Files, { changes }: ScenarioCase): Files {
  const files = new Map(base);
  for (const { verb, path, lines } of changes) {
    if (verb === 'delete') files.delete(path);
    else if (verb === 'write') files.set(path, unescape(lines));
    else if (verb === 'append') files.set(path, `${files.get(path) ?? ''}${unescape(lines)}`);
    else files.set(path, edit(path, files.get(path) ?? '', lines));
  }
  return files;
}

function unescape(lines: readonly string[]): string {
  const text = lines.map((line) => `${line}\n`).join('');
  return text
    .replaceAll('\\t', '\t')
    .replaceAll('\\r', '\r')
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function edit(path: string, text: string, lines: readonly string[]): string {
  let result = `\n${text}`;
  let index = 0;
  while (index < lines.length) {
    const take = (sign: string): string => {
      const taken: string[] = [];
      while (lines[index]?.startsWith(sign)) taken.push(lines[index++]?.slice(1) ?? '');
      return unescape(taken);
    };
    const before = index;
    const [from, to] = [take('-'), take('+')];
    if (index === before) throw new Error(`an edit of ${path} takes lines with - and +, not ${lines[index]}`);
    if (from === '' || result.split(`\n${from}`).length !== 2)
      throw new Error(`${path} does not hold exactly once: ${from}`);
    result = result.replace(`\n${from}`, () => `\n${to}`);
  }
  return result.slice(1);
}

/** All files below a folder, read as text. */
export function readFiles(directory: string): Files {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries
      .map((entry): [string, string] => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(directory.length + 1), readFileSync(path, 'utf8')];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Writes files below a folder, with the folders that they need. */
export function writeFiles(directory: string, files: Files): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}
