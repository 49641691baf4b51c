import { outcomeOf } from '../../../../lib/plan/capacity/outcome';
import { recoveryOf, type Recovery } from '../../../../lib/plan/recovery/recovery';
import { capacityFleet, type CapacityCase } from '../../../support/capacity-fleet';

const LOAD = 'load: {rpsPerReplica: 50, peakRps: {us-east-1: 1000, eu-west-1: 600, ap-southeast-1: 400}}';

function recovery(test: CapacityCase, loss = 'us-east-1'): Recovery {
  const { shop, loss: named } = capacityFleet(test);
  return recoveryOf(shop.context, outcomeOf(shop.context, named(loss)));
}

/** "30 detection + 60 DNS". */
function sum({ steps }: Recovery): string {
  return steps.map(({ name, seconds }) => `${seconds} ${name}`).join(' + ');
}

describe('the way back', () => {
  it('is health checks and DNS for users, with room left', () => {
    const found = recovery({ min: 60, app: 'traffic: {exposure: public}\ndata: {rto: 90s}' });
    expect(sum(found)).toBe('30 detection + 60 DNS');
    expect(found).toMatchObject({ seconds: 90, rtoSeconds: 90, verdict: 'kept' });
  });

  it('counts what resolvers add to the TTL', () => {
    const found = recovery({
      min: 60,
      app: 'traffic: {exposure: public}',
      fleet: 'recovery: {dnsTtl: 20s, dnsOverrun: 40s}',
    });
    expect(sum(found)).toBe('30 detection + 60 DNS');
    expect(found.steps[1]?.source).toBe(
      'answers that clients and resolvers still hold, some of them 40 s beyond their TTL',
    );
  });

  it('has no DNS behind an edge, which notices by its probes and sends requests elsewhere at once', () => {
    const fleet =
      'entry: {frontDoor: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: entry, keeper: na}}\nrecovery: {healthCheckInterval: 20s, failureThreshold: 2}';
    const found = recovery({ min: 60, app: 'traffic: {exposure: public}', fleet });
    expect(sum(found)).toBe('40 detection');
    expect(found.steps[0]?.source).toBe('2 of the last 3 probes of Azure Front Door, 20 s apart');
    expect(found.meanwhile).toBe(
      'requests that Front Door still hands to the lost region fail; all others notice nothing',
    );
    const manual = 'traffic: {exposure: public, routing: weighted-global, failover: manual-confirmed}';
    expect(sum(recovery({ min: 60, app: manual, fleet }))).toBe(
      '40 detection + 600 decision + 180 commit + 1200 edge',
    );
    const measured = fleet.replace('recovery: {', 'recovery: {edgeChange: 8m, ');
    expect(sum(recovery({ min: 60, app: manual, fleet: measured }))).toBe(
      '40 detection + 600 decision + 180 commit + 480 edge',
    );
  });

  it('is the ejection alone for callers in the mesh', () => {
    const found = recovery({ min: 60 });
    expect(sum(found)).toBe('9 ejection');
    expect(found).toMatchObject({ seconds: 9, verdict: 'unpromised' });
  });

  it('waits for replicas, nodes and warm-up where those that are left would be too full', () => {
    const found = recovery({ runtime: `${LOAD}\nstart: 40s` });
    // 20 replicas become 54: doubled twice.
    expect(sum(found)).toBe('9 ejection + 30 scaling + 120 node start + 40 pod start + 30 warm-up');
  });

  it('needs no waiting at exactly the ceiling', () => {
    expect(sum(recovery({ min: 38 }))).toBe('9 ejection');
    expect(sum(recovery({ min: 37 }))).toContain('node start');
  });

  it('counts the person, the data and the commit of a confirmed failover', () => {
    const app = 'traffic: {failover: manual-confirmed}\ndata: {mode: regional-primary-with-standby}';
    expect(sum(recovery({ min: 60, app }))).toBe('30 detection + 600 decision + 300 promotion + 180 commit');
    const measured = app.replace('standby}', 'standby, promotion: 90s}');
    const fleet = 'recovery: {decision: 2m, healthCheckInterval: 30s, failureThreshold: 2}';
    expect(sum(recovery({ min: 60, app: measured, fleet }))).toBe(
      '60 detection + 120 decision + 90 promotion + 180 commit',
    );
  });

  it('is in the budget of the case study for a hot standby: detection, promotion, DNS', () => {
    const app =
      'traffic: {exposure: public, failover: automatic}\ndata: {mode: hot-standby, rpo: 30s, rto: 5m}';
    const found = recovery({
      fleet: 'survive: [region]',
      min: 60,
      app,
      regions: ['us-east-1', 'eu-west-1'],
      runtime: LOAD.replace(', ap-southeast-1: 400', ''),
    });
    expect(sum(found)).toBe('30 detection + 120 promotion + 60 DNS');
    expect(found.verdict).toBe('kept');
  });

  it('has no DNS where one address stands for all regions', () => {
    const fleet = 'recovery: {dnsTtl: 0s}';
    expect(sum(recovery({ min: 60, fleet, app: 'traffic: {exposure: public}' }))).toBe('30 detection');
  });

  it('elects a new leader in a consensus', () => {
    expect(sum(recovery({ min: 60, app: 'data: {mode: consensus}' }))).toBe('9 ejection + 10 election');
  });

  it('waits for the eviction where a lost zone leaves too few', () => {
    const found = recovery({ fleet: 'survive: [zone]' }, 'a zone of us-east-1');
    expect(sum(found)).toBe('9 ejection + 350 eviction + 120 node start + 30 pod start + 30 warm-up');
    expect(sum(recovery({ min: 50, fleet: 'survive: [zone]' }, 'a zone of us-east-1'))).toBe('9 ejection');
  });

  it('is nothing where no request was going to what is lost', () => {
    const app = 'traffic: {exposure: public, routing: failover}';
    const found = recovery({ app, fleet: 'survive: [region]', min: 60 }, 'ap-southeast-1');
    expect(found).toMatchObject({ verdict: 'unaffected', seconds: 0, steps: [] });
  });

  it('is a restore where the data stays at home, in a cluster where it may be', () => {
    const found = recovery({ app: 'data: {mode: regional, residency: [na, eu, apac]}' });
    expect(sum(found)).toBe(
      '30 detection + 600 decision + 14400 restore + 180 commit + 120 node start + 30 pod start',
    );
    expect(found.restoredIn?.id).toBe('ap');
  });

  it('does not exist where nothing takes over and nothing may be restored', () => {
    const regions = ['us-east-1'];
    const runtime = 'load: {rpsPerReplica: 50, peakRps: {us-east-1: 100}}';
    for (const app of ['data: {mode: regional, residency: [na]}', 'data: {mode: none}']) {
      const found = recovery({ app, regions, runtime });
      expect(found.verdict).toBe('impossible');
      expect(found.seconds).toBeUndefined();
    }
  });

  it('is known without load, but for the room', () => {
    expect(sum(recovery({ runtime: '', app: 'traffic: {exposure: public}' }))).toBe('30 detection + 60 DNS');
  });

  it('is refused where it is longer than the RTO, with its arithmetic', () => {
    const app = 'traffic: {exposure: public}\ndata: {rto: 1m}';
    expect(() => recovery({ min: 60, app })).toThrow(
      /plan\/rto-too-short: .* takes 30s detection \+ 1m DNS = 1m30s$/,
    );
    expect(() =>
      recovery({
        min: 60,
        app: 'data: {mode: regional, residency: [na], rto: 1h}',
        regions: ['us-east-1'],
        runtime: '',
      }),
    ).toThrow(/plan\/rto-impossible/);
  });

  it('names a source for every figure', () => {
    const app = 'traffic: {exposure: public, failover: manual-confirmed}\ndata: {mode: hot-standby}';
    const { steps } = recovery({ app });
    expect(steps.length).toBeGreaterThan(6);
    expect(steps.filter(({ source }) => source === '')).toEqual([]);
  });
});

describe('what users see meanwhile', () => {
  it.each([
    ['', 'callers are a little slower: the last try leaves the region'],
    ['traffic: {retries: 0}', 'callers fail until the dead region is ejected'],
    [
      'traffic: {exposure: public}',
      'users whose resolver still names the lost region fail to connect; all others notice nothing',
    ],
    [
      'traffic: {failover: manual-confirmed}\ndata: {mode: hot-standby}',
      'every request fails until a person has confirmed the failover',
    ],
    ['data: {mode: regional}', 'what is homed there waits; all other homes are served'],
    [
      'data: {mode: regional-writes-global-reads}',
      'reads go on; writes of the lost home are refused until it is promoted',
    ],
    ['traffic: {exposure: public, routing: single}', 'every request fails'],
    [
      'data: {mode: active-active, activeActive: {conflicts: merge, idempotency: keys, session: regional}}',
      'callers are a little slower: the last try leaves the region; sessions of the lost region start anew',
    ],
  ])('%s', (app, text) => {
    expect(recovery({ app }).meanwhile).toBe(text);
  });

  it('of a lost zone, and of a loss elsewhere', () => {
    const zone = recovery({ fleet: 'survive: [zone]' }, 'a zone of us-east-1');
    expect(zone.meanwhile).toContain('until the dead replicas are ejected');
    const elsewhere = recovery({ app: 'traffic: {exposure: public, routing: failover}' }, 'ap-southeast-1');
    expect(elsewhere.meanwhile).toBe('nothing: no request was going there');
  });
});
