import type { Suite, SuiteRun } from '../suite';
import { tryEnvoyShares } from './envoy-shares';

const NAME = 'traffic';

async function run(suite: SuiteRun): Promise<void> {
  suite.report.note(`Seed: ${String(suite.seed)} (npm run e2e -- traffic --seed ${String(suite.seed)})`);
  await tryEnvoyShares(suite, NAME);
}

/** What the simulator says about requests, held against istiod and Envoy. */
export const traffic: Suite = {
  name: NAME,
  tools: ['envoy'],
  byDefault: false,
  run,
};
