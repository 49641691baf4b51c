import { App, Chart, YamlOutputType } from 'cdk8s';
import { readdirSync, readFileSync } from 'node:fs';
import type { Captured } from '../capture/captured';
import { replay, type Classes } from '../capture/replay';
import { cpuTime, say } from '../measure/said';

/** FILE OUT: the captured objects in one App, a chart a unit, written by `App.synth` as it does it by default: a file a chart. */
export function run(classes: Classes): void {
  const loaded = performance.now();
  const loadedCpu = cpuTime();
  const [file = '', outdir = '', type] = process.argv.slice(2);
  const charts = replay(JSON.parse(readFileSync(file, 'utf8')) as Captured, classes);
  const start = performance.now();
  const skippedCpu = cpuTime() - loadedCpu;
  const yamlOutputType =
    type === 'folders' ? YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE : YamlOutputType.FILE_PER_CHART;
  const app = new App({ outdir, yamlOutputType, recordConstructMetadata: false });
  for (const [index, builds] of charts.entries()) {
    const chart = new Chart(app, `unit-${index}`, { disableResourceNameHashes: true });
    for (const build of builds) build(chart);
  }
  app.synth();
  const work = performance.now() - start;
  const objects = charts.reduce((sum, builds) => sum + builds.length, 0);
  const files = readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  ).length;
  say({ loaded, skipped: start - loaded, skippedCpu, work, objects, files, written: files });
}
