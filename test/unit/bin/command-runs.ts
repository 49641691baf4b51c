import { miniApp, miniReleases } from '../../support/mini-fleet';
import { runCli, type CliResult } from '../../support/run-cli';
import { readFolder, writeRepository } from '../../support/write-repository';

/** An app that neither calls nor is called, in a namespace of another name. */
export const LONELY = {
  'apps/batch/app.yaml': miniApp('batch', 'shop', 'regions: [aws:us-east-1, aws:eu-west-1]\nnamespace: jobs'),
  'apps/batch/releases.yaml': miniReleases('shop/batch'),
};

/** The inputs of a repository, without its output. */
export function inputsOf(root: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(readFolder(root)).filter(([path]) => !path.startsWith('dist/')));
}

/** Runs a command line that must succeed. */
export async function run(root: string, ...argv: string[]): Promise<CliResult> {
  const result = await runCli(argv, root);
  if (result.code !== 0) throw new Error(`${argv.join(' ')} gave ${result.code}:\n${result.stderr}`);
  return result;
}

/** A miniature repository with its output. */
export async function synthesized(files: Readonly<Record<string, string | undefined>>): Promise<string> {
  const root = writeRepository(files);
  await run(root, 'synth');
  return root;
}
