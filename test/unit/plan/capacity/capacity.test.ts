import type { AppCapacity, TierCapacity } from '../../../../lib/plan/capacity/app-capacity';
import { capacityOf } from '../../../../lib/plan/capacity/capacity';
import { outcomeOf, type LossOutcome } from '../../../../lib/plan/capacity/outcome';
import { capacityFleet, type CapacityCase } from '../../../support/capacity-fleet';
import { miniCluster } from '../../../support/mini-fleet';

const REGION_LOSS = 'survive: [region]';

/** In the order NA, EU, APAC. */
function byRegion<T>({ tiers }: AppCapacity, fact: (tier: TierCapacity) => T): readonly T[] {
  const order = ['na', 'eu', 'ap'];
  const sorted = [...tiers].sort(
    (a, b) => order.indexOf(a.tier.cluster.id) - order.indexOf(b.tier.cluster.id),
  );
  return sorted.map(fact);
}

/** "na → eu 1000": who takes how many requests a second. */
function moves({ moves: list }: LossOutcome): readonly string[] {
  return list.map(({ from, to, rps = NaN }) => `${from.id} → ${to.id} ${Math.round(rps)}`).sort();
}

function movesOf(test: CapacityCase, name: string): readonly string[] {
  const { shop, loss } = capacityFleet(test);
  return moves(outcomeOf(shop.context, loss(name)));
}

describe('the worked example: D = 1000/600/400, c = 50, u = 0.6, nearest region takes all', () => {
  const { shop, loss } = capacityFleet({ fleet: REGION_LOSS });

  it('sends NA to EU, EU to NA, and APAC to EU', () => {
    const names = ['us-east-1', 'eu-west-1', 'ap-southeast-1'];
    expect(names.map((name) => moves(outcomeOf(shop.context, loss(name))))).toEqual([
      ['na → eu 1000'],
      ['eu → na 600'],
      ['ap → eu 400'],
    ]);
  });

  it('has worst loads 1600/1600/400 and load factors 1.6/2.67/1.0', () => {
    expect(byRegion(shop, ({ worstRps }) => worstRps)).toEqual([1600, 1600, 400]);
    expect(byRegion(shop, ({ loadFactor }) => loadFactor?.toFixed(2))).toEqual(['1.60', '2.67', '1.00']);
  });

  it('runs 34/20/14 replicas and needs maxima of 54/54/14', () => {
    expect(byRegion(shop, ({ now }) => now)).toEqual([34, 20, 14]);
    expect(byRegion(shop, ({ after }) => after)).toEqual([54, 54, 14]);
  });

  it('holds 20/34/0 ready, or runs 38/38/10 at once', () => {
    expect(byRegion(shop, ({ headroom }) => headroom.replicas)).toEqual([20, 34, 0]);
    expect(byRegion(shop, ({ headroom }) => headroom.percent)).toEqual([59, 170, 0]);
    expect(byRegion(shop, ({ staticStable }) => staticStable)).toEqual([38, 38, 10]);
  });

  it('may be used at .53/.32/.85 day by day', () => {
    expect(byRegion(shop, ({ steadyCeiling }) => steadyCeiling?.toFixed(2))).toEqual([
      '0.53',
      '0.32',
      '0.85',
    ]);
  });

  it('says how full those that are left are, at once and after the autoscaler', () => {
    const { survivors, verdict } = outcomeOf(shop.context, loss('us-east-1'));
    const [eu] = survivors;
    expect([verdict, survivors.length, eu?.running, eu?.needed]).toEqual(['carried', 1, 20, 54]);
    expect([eu?.utilisationAtOnce, eu?.utilisationAfter.toFixed(3)]).toEqual([1.6, '0.593']);
  });

  it('splits in proportion with weighted records: 1428.6/1200/800', () => {
    const weighted = 'traffic: {exposure: public, routing: weighted-global}';
    const own = capacityFleet({ fleet: REGION_LOSS, app: weighted }).shop;
    const compared = capacityFleet({ fleet: REGION_LOSS }, 'proportional').shop;
    for (const capacity of [own, compared]) {
      expect(byRegion(capacity, ({ worstRps }) => worstRps.toFixed(1))).toEqual([
        '1428.6',
        '1200.0',
        '800.0',
      ]);
    }
  });

  it('gives each region its share of all requests, and those that are left the share of a lost one', () => {
    const weights = 'traffic: {weights: {us-east-1: 60, eu-west-1: 30, ap-southeast-1: 10}}';
    const { shop } = capacityFleet({ fleet: REGION_LOSS, app: weights });
    expect(byRegion(shop, ({ tier }) => tier.baseRps)).toEqual([1200, 600, 200]);
    // 2000 × 60/70 without EU, 2000 × 30/40 and 2000 × 10/40 without NA.
    expect(byRegion(shop, ({ worstRps }) => worstRps.toFixed(1))).toEqual(['1714.3', '1500.0', '500.0']);
  });

  it('adds the growth to what a loss asks for', () => {
    const grown = capacityFleet({ fleet: `${REGION_LOSS}\ncapacity: {growth: 10}` }).shop;
    expect(byRegion(grown, ({ after, now }) => [now, after])).toEqual([
      [34, 59],
      [20, 59],
      [14, 15],
    ]);
  });

  it('asks for twice as much when one zone of two may go at the same time', () => {
    const both = capacityFleet({ fleet: 'survive: [zone-and-region]' }).shop;
    expect(byRegion(both, ({ after }) => after)).toEqual([107, 107, 27]);
  });
});

describe('what moves where', () => {
  it('is the nearest region for latency, geography and calls in the mesh', () => {
    for (const app of [
      '',
      'traffic: {exposure: public, routing: latency}',
      'traffic: {exposure: public, routing: geo}',
    ])
      expect(movesOf({ app }, 'us-east-1')).toEqual(['na → eu 1000']);
  });

  it('is the next of the list with failover records, and all load is at the first', () => {
    const app = 'traffic: {exposure: public, routing: failover}';
    expect(movesOf({ app }, 'us-east-1')).toEqual(['na → eu 2000']);
    expect(movesOf({ app }, 'eu-west-1')).toEqual([]);
  });

  it('is everything of a single writer, to the standby next to it', () => {
    const app = 'data: {mode: hot-standby, primary: eu-west-1}\ntraffic: {failover: manual-confirmed}';
    expect(movesOf({ app }, 'eu-west-1')).toEqual(['eu → na 2000']);
    expect(movesOf({ app }, 'us-east-1')).toEqual([]);
  });

  it('is nothing where the data stays at home', () => {
    for (const app of [
      'data: {mode: regional}',
      'data: {mode: single-primary}\ntraffic: {failover: manual-confirmed}',
    ]) {
      const { shop, loss } = capacityFleet({ app });
      expect(outcomeOf(shop.context, loss('us-east-1'))).toMatchObject({ verdict: 'away', moves: [] });
    }
  });

  it('is nothing with single routing', () => {
    const { shop, loss } = capacityFleet({ app: 'traffic: {exposure: public, routing: single}' });
    expect(outcomeOf(shop.context, loss('us-east-1')).verdict).toBe('away');
    expect(outcomeOf(shop.context, loss('eu-west-1')).verdict).toBe('unaffected');
  });

  it('goes on to the third region when two are lost', () => {
    expect(movesOf({ fleet: 'survive: [region-pair]' }, 'eu-west-1 and us-east-1')).toEqual([
      'eu → ap 600',
      'na → ap 1000',
    ]);
  });

  it('is nothing when the only provider is lost', () => {
    const { shop, loss } = capacityFleet({ fleet: 'survive: [provider]' });
    expect(outcomeOf(shop.context, loss('aws')).verdict).toBe('away');
  });

  it('is known by shares alone where no load is declared', () => {
    const { shop, loss, codes } = capacityFleet({ runtime: '' });
    const outcome = outcomeOf(shop.context, loss('us-east-1'));
    expect(outcome).toMatchObject({ loadKnown: false, verdict: 'carried', survivors: [] });
    expect(outcome.moves.map(({ from, to, share }) => [from.id, to.id, share])).toEqual([['na', 'eu', 1]]);
    expect(codes).toEqual(['fleet/missing-fact']);
  });

  it('stays in the region while another cluster of it is left', () => {
    const files = { 'clusters/na2.yaml': miniCluster('na2', 'us-east-1', 4) };
    const test = { fleet: 'survive: [cluster, region]', files };
    expect(movesOf(test, 'na')).toEqual(['na → na2 500']);
    expect(movesOf(test, 'eu-west-1')).toEqual(['eu → na 300', 'eu → na2 300']);
    expect(movesOf(test, 'us-east-1')).toEqual(['na → eu 500', 'na2 → eu 500']);
  });
});

describe('a lost zone', () => {
  it('leaves half of the replicas of two zones, and moves nothing', () => {
    const { shop, loss } = capacityFleet({ fleet: 'survive: [zone]' });
    const outcome = outcomeOf(shop.context, loss('a zone of us-east-1'));
    expect(
      outcome.survivors.map(({ tier, alive, needed, allowance }) => [
        tier.cluster.id,
        alive,
        needed,
        allowance,
      ]),
    ).toEqual([['na', 17, 34, 67]]);
    expect([outcome.moves, outcome.verdict]).toEqual([[], 'carried']);
  });
});

describe('what clusters have to hold', () => {
  it('adds up all apps at their worst, with the daemons of the nodes', () => {
    const { plan } = capacityFleet({ fleet: REGION_LOSS });
    const [, eu] = capacityOf(plan).clusters;
    expect(
      eu?.needs.map(({ loss, pods, cpuMillicores, nodes, vcpus }) => [
        loss?.name,
        pods,
        cpuMillicores,
        nodes,
        vcpus,
      ]),
    ).toEqual([
      [undefined, 20, 7300, 1, 8],
      ['ap-southeast-1', 34, 12_500, 2, 16],
      ['us-east-1', 54, 19_800, 3, 24],
    ]);
  });

  it('tells what is of the apps alone, which is what Prometheus is asked for', () => {
    const { plan } = capacityFleet({ fleet: REGION_LOSS });
    const [, eu] = capacityOf(plan).clusters;
    expect(eu?.needs.map(({ apps }) => apps.cpuMillicores)).toEqual([7000, 11_900, 18_900]);
  });
});
