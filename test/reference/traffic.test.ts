import { sortedUnique } from '../../lib/core/text';
import { hostOf } from '../../lib/plan/names';
import type { AppPlan, LocalityPolicy } from '../../lib/plan/plan';
import type { Distribution } from '../../lib/simulate/traffic/distribution';
import { simulateHost, type ClientOutcome } from '../../lib/simulate/traffic/simulate-host';
import { readTraffic } from '../../lib/simulate/traffic/traffic-model';
import { synthesizeReference } from '../support/reference';

const { plan, compiled } = synthesizeReference();
const model = readTraffic({ plan, compiled });
const regions = sortedUnique(plan.fleet.clusters.map(({ region }) => region));

function regionOf(cluster: string): string {
  return plan.fleet.clusters.find(({ id }) => id === cluster)?.region ?? cluster;
}

/** Regions that answer any of the requests. */
function answering(distribution: Distribution | undefined): readonly string[] {
  const answered =
    distribution?.clusters.filter(({ percent, failedPercent }) => percent > failedPercent) ?? [];
  return sortedUnique(answered.map(({ cluster }) => regionOf(cluster)));
}

type Question = readonly [app: AppPlan, lost: string, client: ClientOutcome];

const questions = plan.apps.flatMap((app) =>
  regions.flatMap((lost) =>
    simulateHost(model, { host: hostOf(app.app), losses: [{ kind: 'region', region: lost }] }).map(
      (client): Question => [app, lost, client],
    ),
  ),
);

/** Every question about apps of one kind of locality, from clients that are not lost themselves. */
function asked<Kind extends LocalityPolicy['kind']>(
  kind: Kind,
): readonly {
  readonly name: string;
  readonly locality: Extract<LocalityPolicy, { kind: Kind }>;
  readonly lost: string;
  readonly client: ClientOutcome;
}[] {
  const found = questions.flatMap(([{ app, locality }, lost, client]) => {
    if (locality.kind !== kind || regionOf(client.cluster) === lost) return [];
    const policy = locality as Extract<LocalityPolicy, { kind: Kind }>;
    return [{ name: `${app.name} without ${lost} from ${client.cluster}`, locality: policy, lost, client }];
  });
  expect(found.length).toBeGreaterThan(0);
  return found;
}

describe('the reference fleet after the loss of a region', () => {
  test('every request goes somewhere or fails, and lost clients ask nothing', () => {
    for (const [, lost, { cluster, before, during, after }] of questions) {
      expect(before.failedPercent).toBe(0);
      const here = regionOf(cluster) === lost;
      expect([during === undefined, after === undefined]).toEqual([here, here]);
      for (const distribution of [before, during, after]) {
        if (distribution === undefined) continue;
        const { clusters, unroutedPercent } = distribution;
        expect(clusters.reduce((sum, { percent }) => sum + percent, unroutedPercent)).toBeCloseTo(100);
      }
    }
  });

  test('an app that any region may serve is served by the next of the order that was planned', () => {
    for (const { name, locality, lost, client } of asked('nearest')) {
      const order = locality.orders.find((one) => one.client === regionOf(client.cluster))?.regions ?? [];
      const next = order.find((region) => region !== lost);
      expect([name, answering(client.before)]).toEqual([name, order.slice(0, 1)]);
      expect([name, answering(client.after), client.after?.failedPercent]).toEqual([name, [next], 0]);
    }
  });

  test('a writer that may move by itself is left for its standby, and for nobody before that', () => {
    for (const { name, locality, lost, client } of asked('primary-first')) {
      const standby = sortedUnique(locality.standby.map(({ region }) => region));
      const isLost = locality.primary.region === lost;
      const allowed = isLost ? standby : [locality.primary.region];
      expect([name, answering(client.before)]).toEqual([name, [locality.primary.region]]);
      expect([name, client.after?.failedPercent]).toEqual([name, 0]);
      expect([name, answering(client.after).filter((region) => !allowed.includes(region))]).toEqual([
        name,
        [],
      ]);
    }
  });

  test('a writer that a person moves is waited for: no request reaches a standby', () => {
    for (const { name, locality, lost, client } of asked('primary-only')) {
      const isLost = locality.primary.region === lost;
      const sent = client.after?.clusters.map(({ cluster }) => regionOf(cluster)) ?? [];
      expect([name, sent.every((region) => region === locality.primary.region)]).toEqual([name, true]);
      expect([name, client.after?.failedPercent]).toEqual([name, isLost ? 100 : 0]);
    }
  });

  test('an app in one place fails with it, and with nothing else', () => {
    for (const { name, locality, lost, client } of asked('local'))
      expect([name, client.after?.failedPercent]).toEqual([name, locality.region === lost ? 100 : 0]);
  });
});
