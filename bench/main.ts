import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readReferenceInputs } from './fleet/reference-inputs';
import { bundleProgram, writeStarter } from './measure/bundle-programs';
import { measureSize } from './measure/measure-size';
import { measureStart } from './measure/measure-start';
import type { Bench } from './measure/prepare-size';
import { createRunner } from './measure/run-process';
import { figuresOf, type Figures } from './report/figures';
import { reportTables } from './report/report-tables';
import { surroundings } from './report/surroundings';
import { tableMarkdown, tableText } from './report/table';
import { judge } from './report/targets';
import { updatePage } from './report/update-page';

/** Apps of the fleets that are measured; 16, 37 and 154 make about 1,200, 2,400 and 9,600 objects, which targets name. */
const SIZES = [10, 16, 37, 50, 100, 154, 400];
/** With --large: 615 apps make about 38,400 objects. */
const LARGE_SIZES = [615, 1600];
const PAGE = 'docs/performance.md';

const USAGE = `usage: npm run bench -- [--large] [--markdown] [--sizes 10,50] [--rounds 5] [--folder DIR]
  --large     also fleets of ${LARGE_SIZES.join(' and ')} apps
  --markdown  put the tables into ${PAGE}
  --sizes     these numbers of apps only
  --rounds    measurements of each, of which the least counts
  --folder    where to write; default is the system's folder for temporary files
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      large: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      sizes: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      folder: { type: 'string', default: tmpdir() },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const sizes = values.sizes?.split(',').map(Number) ?? [...SIZES, ...(values.large ? LARGE_SIZES : [])];
  mkdirSync(values.folder, { recursive: true });
  const folder = mkdtempSync(join(values.folder, 'meridian-bench-'));
  try {
    await run(folder, sizes, Number(values.rounds), values.markdown);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(
  folder: string,
  sizes: readonly number[],
  rounds: number,
  markdown: boolean,
): Promise<void> {
  const repository = process.cwd();
  const bench: Bench = {
    repository,
    folder,
    rounds,
    runner: createRunner(folder),
    reference: readReferenceInputs(repository),
    programs: {
      capture: await bundleProgram(repository, 'capture', folder),
      pipeline: writeStarter(repository, await bundleProgram(repository, 'pipeline', folder)),
    },
    progress: (text) => void process.stderr.write(`${text}\n`),
  };
  const start = measureStart(bench);
  const figures: Figures[] = [];
  const calibrations: number[] = [];
  for (const apps of sizes) {
    const result = await measureSize(bench, apps);
    figures.push(figuresOf(result));
    calibrations.push(...result.calibrations);
  }
  const lines = surroundings(repository, folder, calibrations);
  const tables = reportTables({ start, sizes: figures, verdicts: judge(start, figures) });
  process.stdout.write(
    `${lines.join('\n')}\nleast of ${rounds} rounds\n\n${tables.map(tableText).join('\n')}`,
  );
  if (!markdown) return;
  const text = [
    ...lines.map((line) => `* ${line}`),
    `* least of ${rounds} rounds`,
    '',
    ...tables.map(tableMarkdown),
  ].join('\n');
  writeFileSync(PAGE, updatePage(readFileSync(PAGE, 'utf8'), text));
}

await main();
