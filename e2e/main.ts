import { randomInt } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cachedItems, openToolCache, toolVersions, type ToolCache } from './tools/tool-cache';
import { canIsolate, innerRun, onEndRequest, runInside, type InnerRun } from './harness/isolation';
import { closingLine, createReport, junitXml, type Report } from './harness/report';
import { createRunContext } from './harness/run-context';
import { SUITES } from './suites/registry';
import type { Row, Suite, SuiteRun } from './suites/suite';
import { startFleet, type Fleet } from './harness/fleet';
import { SMALL } from './harness/fleet-repository';
import { measureUsage, type Usage } from './harness/usage';

interface Arguments {
  readonly suites: readonly Suite[];
  readonly keep: boolean;
  readonly junit: string;
  /** Repeats the random cases of a run. */
  readonly seed: number;
}

const USAGE = `Usage: npm run e2e [-- [SUITE...] [--keep] [--junit FILE] [--seed NUMBER]]
Suites: ${SUITES.map((suite) => (suite.byDefault ? suite.name : `${suite.name} (only by name)`)).join(', ')}
`;
const INTERRUPTED = 130;
const MOST_SEEDS = 1_000_000;
const GIB = 2 ** 30;
const SHOWN_PROGRAMS = 8;
const SHOWN_WAITS = 5;
const SHOWN_MISSING = 160;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function parseArguments(args: readonly string[]): Arguments | undefined {
  const names: string[] = [];
  let keep = false;
  let junit = join('.cache', 'e2e', 'junit.xml');
  let seed = randomInt(MOST_SEEDS);
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (arg === '--keep') keep = true;
    else if (arg === '--junit') junit = args[++i] ?? '';
    else if (arg === '--seed') seed = Number(args[++i]);
    else names.push(arg);
  }
  const unknown = names.filter((name) => !SUITES.some((suite) => suite.name === name));
  if (unknown.length > 0 || junit === '' || !Number.isInteger(seed)) return undefined;
  const suites = SUITES.filter((suite) =>
    names.length === 0 ? suite.byDefault : names.includes(suite.name),
  );
  return { suites, keep, junit, seed };
}

function missingTools(cache: ToolCache, suites: readonly Suite[]): readonly string[] {
  const needed = new Set(suites.flatMap((suite) => suite.tools));
  // Whoever starts a server starts it with definitions, and an Argo CD with its settings.
  const isNeeded = (name: string): boolean =>
    needed.has(name) ||
    (name.startsWith('CRDs of ') && needed.has('kube-apiserver')) ||
    (name === 'settings of argocd' && needed.has('argocd'));
  return cachedItems(cache)
    .filter((item) => isNeeded(item.name) && !item.present)
    .map((item) => item.name);
}

async function runOutside(args: Arguments): Promise<number> {
  const missing = missingTools(openToolCache(process.cwd(), process.env), args.suites);
  if (missing.length > 0) {
    process.stderr.write(`Not built yet: ${missing.join(', ')}. Run "npm run e2e:tools" first.\n`);
    return 1;
  }
  const isolation = canIsolate() ? 'namespace' : 'ports';
  const folder = mkdtempSync(join(tmpdir(), 'meridian-e2e-'));
  try {
    const command = [
      process.execPath,
      join('scripts', 'run.mjs'),
      join('e2e', 'main.ts'),
      ...process.argv.slice(2),
    ];
    return await runInside({ isolation, folder }, command);
  } finally {
    if (args.keep) say(`Logs and data: ${folder}`);
    else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function writeJunit(path: string, report: Report): void {
  const part = `${path}.${String(process.pid)}.part`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(part, junitXml(report.results));
  renameSync(part, path);
}

function announce(run: InnerRun, tools: ToolCache, suites: readonly Suite[]): void {
  say(`Suites: ${suites.map((suite) => suite.name).join(', ')}.`);
  say(
    `Servers: ${toolVersions(tools)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
  );
  const place = {
    namespace: 'network and process namespaces of its own, where only loopback exists',
    ports: 'free ports of 127.0.0.1, for this machine lets us make no namespaces',
  };
  say(`Isolation: ${place[run.isolation]}.`);
}

/** A suite that cannot even go on is a failed claim too, so that it shows in the closing line and in the XML. */
async function runSuite(suite: Suite, run: SuiteRun): Promise<void> {
  try {
    await suite.run(run);
  } catch (error) {
    await run.report.claim(suite.name, 'runs to its end', () => {
      throw error;
    });
  }
}

function createSuiteRun(run: InnerRun, tools: ToolCache, report: Report, seed: number): SuiteRun {
  const context = createRunContext(process.cwd(), tools, run.folder);
  let fleet: Promise<Fleet> | undefined;
  return {
    context,
    report,
    seed,
    isolation: run.isolation,
    fleet() {
      fleet ??= startFleet(context, SMALL);
      return fleet;
    },
  };
}

/** What a machine of two cores must have for it: half of the processor time is the least that a run can take there. */
function sayUsage(usage: Usage): void {
  const seconds = usage.seconds();
  const sum = seconds.reduce((total, [, some]) => total + some, 0);
  const most = seconds.slice(0, SHOWN_PROGRAMS).map(([program, some]) => `${program} ${some.toFixed(0)} s`);
  say(`Processor time: ${sum.toFixed(0)} s, of which ${most.join(', ')}.`);
  say(`Peak memory: ${(usage.peakMemory() / GIB).toFixed(1)} GiB.`);
}

async function runInner(run: InnerRun, args: Arguments): Promise<number> {
  const tools = openToolCache(process.cwd(), process.env);
  const report = createReport((text) => process.stdout.write(text));
  const suiteRun = createSuiteRun(run, tools, report, args.seed);
  const { processes, waits } = suiteRun.context;
  process.on('exit', () => {
    processes.killAll();
  });
  onEndRequest(() => {
    say('Interrupted: ending every process.');
    process.on('exit', () => {
      if (!args.keep) rmSync(run.folder, { recursive: true, force: true, maxRetries: 5 });
    });
    process.exit(INTERRUPTED);
  });
  announce(run, tools, args.suites);
  const usage = measureUsage((pid) => processes.programOf(pid));
  const started = Date.now();
  const take = async (row: Row): Promise<void> => {
    for (const suite of args.suites) if (suite.row === row) await runSuite(suite, suiteRun);
  };
  await take('alone');
  await Promise.all([take('in turn'), take('beside')]);
  await processes.stopAll();
  writeJunit(resolve(args.junit), report);
  for (const { label, milliseconds, missing } of waits.longest().slice(0, SHOWN_WAITS)) {
    const last = missing === '' ? '' : `; the last to come: ${missing.slice(0, SHOWN_MISSING)}`;
    say(`Slowest wait: ${label}, ${(milliseconds / 1000).toFixed(1)} s${last}.`);
  }
  sayUsage(usage);
  say(`Took ${((Date.now() - started) / 1000).toFixed(0)} s.`);
  say(closingLine(report.results));
  return report.results.length > 0 && report.results.every((result) => result.failure === undefined) ? 0 : 1;
}

function main(): Promise<number> {
  const args = parseArguments(process.argv.slice(2));
  if (args === undefined) {
    process.stderr.write(USAGE);
    return Promise.resolve(1);
  }
  const run = innerRun(process.env);
  return run === undefined ? runOutside(args) : runInner(run, args);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
