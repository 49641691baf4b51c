import { App, Chart } from 'cdk8s';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Captured } from '../capture/captured';
import { replay, type Classes } from '../capture/replay';
import { cpuTime, say } from '../measure/said';

/**
 * FILE OUT: the least that making the captured objects can cost with these typings. Build them, one App a chart, as
 * Meridian does; `toJson`, `JSON.stringify`, and one file each.
 */
export function run(classes: Classes): void {
  const loaded = performance.now();
  const loadedCpu = cpuTime();
  const [file = '', out = ''] = process.argv.slice(2);
  const captured = JSON.parse(readFileSync(file, 'utf8')) as Captured;
  const charts = replay(captured, classes);
  const start = performance.now();
  const skippedCpu = cpuTime() - loadedCpu;
  let files = 0;
  mkdirSync(out, { recursive: true });
  for (const [index, builds] of charts.entries()) {
    const folder = `${out}/${index}`;
    mkdirSync(folder);
    for (const object of resolve(builds)) writeFileSync(`${folder}/${files++}.json`, JSON.stringify(object));
  }
  const objects = files;
  for (const text of captured.plainFiles) writeFileSync(`${out}/${files++}.txt`, text);
  say({
    loaded,
    skipped: start - loaded,
    skippedCpu,
    work: performance.now() - start,
    objects,
    files,
    written: files,
  });
}

function resolve(builds: readonly ((chart: Chart) => void)[]): readonly unknown[] {
  const app = new App({ recordConstructMetadata: false });
  const chart = new Chart(app, 'unit', { disableResourceNameHashes: true });
  for (const build of builds) build(chart);
  return chart.toJson() as unknown[];
}
