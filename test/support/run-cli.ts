import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandIo, ExitCode } from '../../bin/io';
import { main } from '../../bin/main';

/** What a command line gave. */
export interface CliResult {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in this process, as the launcher would, at a moment that stands still and without a terminal. */
export async function runCli(
  argv: readonly string[],
  cwd: string,
  io: Partial<CommandIo> = {},
): Promise<CliResult> {
  const texts = { stdout: '', stderr: '' };
  const code = await main(argv, {
    version: '0.0.0',
    cwd,
    env: {},
    stdout: (text) => void (texts.stdout += text),
    stderr: (text) => void (texts.stderr += text),
    isTerminal: { stdout: false, stderr: false },
    seconds: () => 0,
    today: '2026-11-21',
    cacheDirectory: join(realpathSync(tmpdir()), 'meridian-test-cache'),
    ...io,
  });
  return { code, ...texts };
}

/** A new empty folder, absolute. */
export function temporaryFolder(): string {
  return mkdtempSync(join(realpathSync(tmpdir()), 'meridian-cli-'));
}
