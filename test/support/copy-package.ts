import { spawn } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PACKAGE_ROOT = resolve(__dirname, '../..');
const SOURCES = [
  'bin',
  'lib',
  'docs',
  'imports',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'cdk8s.yaml',
];

/** Copies what the launcher needs to a folder, without its cache; packages are linked. */
export function copyPackage(target: string): void {
  for (const name of SOURCES) cpSync(join(PACKAGE_ROOT, name), join(target, name), { recursive: true });
  symlinkSync(join(PACKAGE_ROOT, 'node_modules'), join(target, 'node_modules'));
}

/** What a process gave. */
export interface ProcessResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
export function runProcess(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<ProcessResult> {
  const env = { ...process.env, ...options.env };
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd: options.cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const texts = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
    child.on('error', fail).on('close', (code) => done({ code, ...texts }));
  });
}
