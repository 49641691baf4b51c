import { availableParallelism } from 'node:os';
import { existsSync } from 'node:fs';
import { buildGoTool, copyArgocdData, copyCrds, fetchEnvoy } from './build';
import {
  argocdDataPath,
  crdPath,
  envoyPath,
  goToolPath,
  openToolCache,
  toolVersions,
  type ToolCache,
} from './tool-cache';
import { BUILD_DISK_GB, CRD_SOURCES, GO_TOOLS } from './tool-list';

interface Step {
  readonly name: string;
  /** Seconds that it is expected to take on two cores. */
  readonly seconds: number;
  readonly run: (jobs: number) => void | Promise<void>;
}

const DATA_SECONDS = 5;
const USAGE = 'Usage: npm run e2e:tools [-- --jobs N]\n';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function missingSteps(cache: ToolCache): readonly Step[] {
  const programs = GO_TOOLS.filter((tool) => !existsSync(goToolPath(cache, tool))).map((tool) => ({
    name: tool.name,
    seconds: tool.seconds,
    run: (jobs: number) =>
      buildGoTool(cache, tool, {
        jobs,
        heartbeat: (seconds) => {
          say(`  ${tool.name}: ${String(seconds)} s`);
        },
      }),
  }));
  const data: Step[] = CRD_SOURCES.filter((source) => !existsSync(crdPath(cache, source))).map((source) => ({
    name: `CRDs of ${source.name}`,
    seconds: DATA_SECONDS,
    run: () => {
      copyCrds(cache, source);
    },
  }));
  if (!existsSync(argocdDataPath(cache))) {
    data.push({
      name: 'settings of argocd',
      seconds: DATA_SECONDS,
      run: () => {
        copyArgocdData(cache);
      },
    });
  }
  if (!existsSync(envoyPath(cache))) {
    data.push({
      name: 'envoy',
      seconds: DATA_SECONDS,
      run: () => {
        fetchEnvoy(cache);
      },
    });
  }
  return [...programs, ...data];
}

function minutes(seconds: number): string {
  return seconds < 90 ? `${String(Math.ceil(seconds))} s` : `${String(Math.ceil(seconds / 60))} min`;
}

function announce(cache: ToolCache, steps: readonly Step[]): void {
  say(
    `Programs for the suites: ${toolVersions(cache)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
  );
  say(`Cache: ${cache.root} (${cache.goVersion})`);
  if (steps.length === 0) return;
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  say(`To make: ${steps.map((step) => step.name).join(', ')}.`);
  say(
    `This takes about ${minutes(seconds)} on two cores with nothing compiled yet, and up to ${String(BUILD_DISK_GB)} GB of disk ` +
      '(mostly the Go module and build caches). It may be interrupted: it goes on where it was.',
  );
}

function parseJobs(args: readonly string[]): number | undefined {
  if (args.length === 0) return availableParallelism();
  const jobs = Number(args[1]);
  return args[0] === '--jobs' && args.length === 2 && Number.isInteger(jobs) && jobs > 0 ? jobs : undefined;
}

const INTERRUPTED = 130;

async function main(): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      say('Interrupted: run this again to go on where it was.');
      process.exit(INTERRUPTED);
    });
  }
  const jobs = parseJobs(process.argv.slice(2));
  if (jobs === undefined) {
    process.stderr.write(USAGE);
    return 1;
  }
  const cache = openToolCache(process.cwd(), process.env);
  const steps = missingSteps(cache);
  announce(cache, steps);
  if (steps.length > 0 && cache.goVersion === 'none') {
    process.stderr.write('Go is not installed. Install Go 1.26.8 or newer and run this again.\n');
    return 1;
  }
  for (const [index, step] of steps.entries()) {
    const started = Date.now();
    say(`[${String(index + 1)}/${String(steps.length)}] ${step.name} (about ${minutes(step.seconds)})`);
    await step.run(jobs);
    say(
      `[${String(index + 1)}/${String(steps.length)}] ${step.name} done in ${minutes((Date.now() - started) / 1000)}`,
    );
  }
  say('All programs are there.');
  return 0;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
