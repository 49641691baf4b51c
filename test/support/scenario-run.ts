import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runCli, temporaryFolder } from './run-cli';
import { readFiles, writeFiles, type Files } from './scenario-case';

/**
 * A scenario is a folder:
 *
 * - `scenario.yaml`: this;
 * - `input/`: what the repository holds beyond that of the base, at the beginning;
 * - further folders that steps lay over the repository;
 * - `transcript.txt`: what the commands print, and how they end;
 * - `expected/`: the part of the output that is compared.
 */
export interface Scenario {
  readonly about: string;
  /** Another scenario whose input this one begins with. */
  readonly base?: string;
  readonly steps: readonly Step[];
  /** Which paths of the output are compared, as regular expressions; everything without it. */
  readonly compare?: readonly string[];
}

type Step = { readonly run: string } | { readonly apply: string } | { readonly delete: string };

/** What a scenario gave. */
export interface ScenarioResult {
  readonly transcript: string;
  /** All of the output. */
  readonly output: Files;
  readonly compared: Files;
}

/** Reads the description of a scenario. */
export function readScenario(folder: string): Scenario {
  return parse(readFileSync(join(folder, 'scenario.yaml'), 'utf8')) as Scenario;
}

/** Runs the steps of a scenario in a folder of its own. */
export async function runScenario(folder: string): Promise<ScenarioResult> {
  const scenario = readScenario(folder);
  const root = temporaryFolder();
  try {
    if (scenario.base !== undefined) layOver(join(folder, '..', scenario.base, 'input'), root);
    layOver(join(folder, 'input'), root);
    const parts: string[] = [];
    for (const step of scenario.steps) parts.push(await take(step, folder, root));
    const output = existsSync(join(root, 'dist')) ? readFiles(join(root, 'dist')) : new Map<string, string>();
    const wanted = (scenario.compare ?? ['']).map((pattern) => new RegExp(pattern));
    const compared = new Map([...output].filter(([path]) => wanted.some((pattern) => pattern.test(path))));
    return { transcript: parts.join('\n'), output, compared };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function layOver(from: string, root: string): void {
  if (existsSync(from)) cpSync(from, root, { recursive: true });
}

async function take(step: Step, folder: string, root: string): Promise<string> {
  if ('apply' in step) {
    layOver(join(folder, step.apply), root);
    return `# lay ${step.apply}/ over the repository\n`;
  }
  if ('delete' in step) {
    rmSync(join(root, step.delete), { recursive: true });
    return `# delete ${step.delete}\n`;
  }
  const { stdout, stderr, code } = await runCli(step.run.split(' '), root);
  const section = (name: string, text: string): string => (text === '' ? '' : `--- ${name}\n${text}`);
  return `$ meridian ${step.run}\n${section('stdout', stdout)}${section('stderr', stderr)}--- exit ${code}\n`;
}

/** What a scenario's folder expects. */
export function readExpected(folder: string): { readonly transcript: string; readonly compared: Files } {
  const expected = join(folder, 'expected');
  return {
    transcript: readFileSync(join(folder, 'transcript.txt'), 'utf8'),
    compared: existsSync(expected) ? readFiles(expected) : new Map<string, string>(),
  };
}

/** Makes what a scenario gave its expectation, for a person to read in the diff. */
export function updateExpected(folder: string, { transcript, compared }: ScenarioResult): void {
  const expected = join(folder, 'expected');
  writeFileSync(join(folder, 'transcript.txt'), transcript);
  rmSync(expected, { recursive: true, force: true });
  if (compared.size > 0) mkdirSync(expected);
  writeFiles(expected, compared);
}
