import type { Suite, SuiteRun } from '../suite';
import { tryEnvoyShares } from './envoy-shares';
import { tryFailover } from './failover';
import { tryIstiod } from './istiod-priorities';

const NAME = 'traffic';

async function run(suite: SuiteRun): Promise<void> {
  suite.report.note(`Seed: ${String(suite.seed)} (npm run e2e -- traffic --seed ${String(suite.seed)})`);
  await tryEnvoyShares(suite, NAME);
  await tryIstiod(suite, NAME);
  await tryFailover(suite, NAME);
}

/** What the simulator says about requests, held against istiod and Envoy. */
export const traffic: Suite = {
  name: NAME,
  tools: ['etcd', 'kube-apiserver', 'pilot-discovery', 'envoy'],
  row: 'in turn',
  byDefault: false,
  run,
};
