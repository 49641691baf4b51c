import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What a reader took one document for. */
export type ReadResult = { readonly value: unknown } | { readonly error: string };

/** Another language's reader of YAML, or why this machine has none. */
export interface ExternalReader {
  readonly missing?: string;
  readonly read: (documents: readonly string[]) => readonly ReadResult[];
}

/** Whether a reader that is missing fails the tests; `MERIDIAN_REQUIRE_READERS=1` says so. */
export const READERS_REQUIRED = process.env['MERIDIAN_REQUIRE_READERS'] === '1';

const FOLDER = resolve('test/support/readers');

/** PyYAML, which reads YAML 1.1. */
export function pythonReader(): ExternalReader {
  const probe = run('python3', ['-c', 'import yaml'], '');
  return readerOf(probe, 'python3', [join(FOLDER, 'read_yaml.py')]);
}

/** The parser of kubectl and Argo CD, built where Go and its module are at hand. */
export function goReader(): ExternalReader {
  const cache = resolve('.cache/readers');
  mkdirSync(cache, { recursive: true });
  const binary = join(cache, 'go-yaml');
  const build = run('go', ['build', '-o', binary, '.'], '', join(FOLDER, 'go-yaml'));
  return readerOf(build, binary, []);
}

function readerOf(probe: SpawnSyncReturns<string>, command: string, args: readonly string[]): ExternalReader {
  if (probe.status !== 0) return { missing: probe.error?.message ?? probe.stderr, read: () => [] };
  return {
    read: (documents) => {
      const result = run(command, args, JSON.stringify(documents));
      if (result.status !== 0)
        throw new Error(`${command} failed: ${result.error?.message ?? result.stderr}`);
      return JSON.parse(result.stdout) as ReadResult[];
    },
  };
}

function run(
  command: string,
  args: readonly string[],
  input: string,
  cwd?: string,
): SpawnSyncReturns<string> {
  const options = {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(cwd === undefined ? {} : { cwd }),
  } as const;
  return spawnSync(command, args, options);
}
