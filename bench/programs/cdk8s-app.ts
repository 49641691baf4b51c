import { App, Chart } from 'cdk8s';
import { readFileSync } from 'node:fs';
import type { Captured } from '../capture/captured';
import { replay, type Classes } from '../capture/replay';
import { cpuTime, say } from '../measure/said';

/**
 * FILE: the captured objects in one App with a chart a unit, as an app of `cdk8s synth`, which names the output by
 * CDK8S_OUTDIR. Written as it is by default, one file a chart; a file an object takes longer.
 */
export function run(classes: Classes): void {
  const loaded = performance.now();
  const loadedCpu = cpuTime();
  const [file = ''] = process.argv.slice(2);
  const charts = replay(JSON.parse(readFileSync(file, 'utf8')) as Captured, classes);
  const start = performance.now();
  const skippedCpu = cpuTime() - loadedCpu;
  const app = new App();
  for (const [index, builds] of charts.entries()) {
    const chart = new Chart(app, `unit-${index}`, { disableResourceNameHashes: true });
    for (const build of builds) build(chart);
  }
  app.synth();
  const work = performance.now() - start;
  const objects = charts.reduce((sum, builds) => sum + builds.length, 0);
  say({
    loaded,
    skipped: start - loaded,
    skippedCpu,
    work,
    objects,
    files: charts.length,
    written: charts.length,
  });
}
