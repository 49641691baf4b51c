import type { EntryRecord } from '../../../../lib/plan/entry/record';
import { capacityFleet, WORKED_LOAD, type CapacityCase } from '../../../support/capacity-fleet';
import { miniAksCluster, miniCluster } from '../../../support/mini-fleet';

const ENTRY = 'entry: {route53: {hostedZone: Z0123456789MINI}}';

interface EntryCase extends Pick<CapacityCase, 'app' | 'files' | 'regions' | 'runtime'> {
  readonly traffic: string;
}

function recordsOf({ traffic, app = '', ...rest }: EntryCase): readonly EntryRecord[] {
  const { plan } = capacityFleet({
    ...rest,
    max: 200,
    fleet: `survive: [zone]\n${ENTRY}`,
    app: `traffic: {exposure: public, ${traffic}}\n${app}`,
  });
  return plan.entry?.records.get('shop') ?? [];
}

function policyOf({ policy }: EntryRecord): string {
  switch (policy.kind) {
    case 'latency':
      return policy.region;
    case 'weighted':
      return String(policy.weight);
    case 'geolocation':
      return policy.location;
    case 'failover':
      return policy.role;
  }
}

/** "shop PRIMARY → eu, kept by na, watched", without the domain. */
function lines(test: EntryCase): readonly string[] {
  const short = (name: string): string => name.replace('.apps.example.com', '');
  return recordsOf(test).map((record) => {
    const { name, target, keeper, watched } = record;
    return `${short(name)} ${policyOf(record)} → ${short(target)}, kept by ${keeper.id}${watched === undefined ? '' : ', watched'}`;
  });
}

const drained = {
  'clusters/eu.yaml': `${miniCluster('eu', 'eu-west-1', 2).trimEnd()}\ntraffic: drained\n`,
};

describe('the records of a public host', () => {
  it('are one for each region by latency, each kept and watched from the region nearest to it', () => {
    expect(lines({ traffic: 'routing: latency' })).toEqual([
      'shop us-east-1 → na, kept by eu, watched',
      'shop eu-west-1 → eu, kept by na, watched',
      'shop ap-southeast-1 → ap, kept by eu, watched',
    ]);
  });

  it('lose the one of a drained region, and keep the others as they are', () => {
    for (const routing of ['latency', 'weighted-global']) {
      const before = lines({ traffic: `routing: ${routing}`, runtime: WORKED_LOAD });
      const after = lines({ traffic: `routing: ${routing}`, runtime: WORKED_LOAD, files: drained });
      expect(before).toHaveLength(3);
      expect(after).toEqual(before.filter((line) => !line.includes('→ eu')));
    }
  });

  it('have the shares of the declared peaks as weights', () => {
    expect(lines({ traffic: 'routing: weighted-global', runtime: WORKED_LOAD })).toEqual([
      'shop 50 → na, kept by eu, watched',
      'shop 30 → eu, kept by na, watched',
      'shop 20 → ap, kept by eu, watched',
    ]);
  });

  it('have the weights of the contract, where it names them', () => {
    const traffic = 'routing: weighted-global, weights: {us-east-1: 60, eu-west-1: 39, ap-southeast-1: 1}';
    expect(lines({ traffic, runtime: WORKED_LOAD })).toEqual([
      'shop 60 → na, kept by eu, watched',
      'shop 39 → eu, kept by na, watched',
      'shop 1 → ap, kept by eu, watched',
    ]);
  });

  it('fall from one region to the next, level by level, in the order of the contract', () => {
    expect(lines({ traffic: 'routing: failover' })).toEqual([
      'shop PRIMARY → na, kept by eu, watched',
      'shop SECONDARY → standby-1.shop, kept by eu',
      'standby-1.shop PRIMARY → eu, kept by eu, watched',
      'standby-1.shop SECONDARY → ap, kept by eu',
    ]);
  });

  it('follow the primary where there is one writer', () => {
    const app = 'data: {mode: hot-standby, primary: eu-west-1}';
    const runtime = 'load: {rpsPerReplica: 50, peakRps: {us-east-1: 100}}';
    const regions = ['us-east-1', 'eu-west-1'];
    expect(lines({ traffic: 'routing: failover', app, runtime, regions })).toEqual([
      'shop PRIMARY → eu, kept by eu, watched',
      'shop SECONDARY → na, kept by eu',
    ]);
  });

  it('are moved by a person alone where a person confirms: no health check, and one weight above 0', () => {
    const traffic = 'routing: failover, failover: manual-confirmed';
    expect(lines({ traffic })).toEqual([
      'shop 100 → na, kept by eu',
      'shop 0 → eu, kept by eu',
      'shop 0 → ap, kept by eu',
    ]);
    const na = `${miniCluster('na', 'us-east-1', 1).trimEnd()}\ntraffic: drained\n`;
    expect(lines({ traffic, files: { 'clusters/na.yaml': na } })).toEqual([
      'shop 100 → eu, kept by eu',
      'shop 0 → ap, kept by eu',
    ]);
    expect(lines({ traffic: 'routing: latency, failover: manual-confirmed' })[0]).toBe(
      'shop us-east-1 → na, kept by eu',
    );
  });

  it('stay watched with one writer: a health check chooses the way in, and never who writes', () => {
    const app = 'data: {mode: regional-primary-with-standby}';
    expect(lines({ traffic: 'routing: latency, failover: manual-confirmed', app })[0]).toBe(
      'shop us-east-1 → na, kept by eu, watched',
    );
  });

  it('of one region at a time name one, and nobody follows it', () => {
    expect(lines({ traffic: 'routing: single' })).toEqual([
      'shop 100 → na, kept by eu',
      'shop 0 → eu, kept by eu',
      'shop 0 → ap, kept by eu',
    ]);
  });

  it('send nobody to data that is elsewhere', () => {
    expect(lines({ traffic: 'routing: latency', app: 'data: {mode: regional}' })).toEqual([
      'shop us-east-1 → na, kept by eu',
      'shop eu-west-1 → eu, kept by na',
      'shop ap-southeast-1 → ap, kept by eu',
    ]);
  });

  it('answer every continent with the region nearest to it, and fall back from there', () => {
    expect(lines({ traffic: 'routing: geo' })).toEqual([
      'shop AF → ap.shop, kept by eu',
      'shop AN → na.shop, kept by eu',
      'shop AS → ap.shop, kept by eu',
      'shop EU → eu.shop, kept by na',
      'shop NA → na.shop, kept by eu',
      'shop OC → ap.shop, kept by eu',
      'shop SA → na.shop, kept by eu',
      'shop * → na.shop, kept by eu',
      'na.shop PRIMARY → na, kept by eu, watched',
      'na.shop SECONDARY → eu, kept by eu',
      'eu.shop PRIMARY → eu, kept by na, watched',
      'eu.shop SECONDARY → na, kept by na',
      'ap.shop PRIMARY → ap, kept by eu, watched',
      'ap.shop SECONDARY → eu, kept by eu',
    ]);
    expect(lines({ traffic: 'routing: geo, failover: manual-confirmed' })[2]).toBe(
      'shop AS → ap, kept by eu',
    );
  });

  it('of a region outside AWS name the region of AWS that is nearest', () => {
    const azure = miniAksCluster('eu', 'westeurope', 2);
    const files = {
      'clusters/eu.yaml': azure,
      'apps/shop/app.yaml': `application:
  name: shop
  owner: shop
  criticality: tier-2
  regions: [aws:us-east-1, azure:westeurope]
  traffic: {exposure: public}
  runtime: {minReplicasPerRegion: 2, maxReplicasPerRegion: 4}
`,
    };
    expect(lines({ traffic: '', files })).toEqual([
      'shop us-east-1 → na, kept by eu, watched',
      'shop eu-west-2 → eu, kept by na, watched',
    ]);
  });
});

describe('an app that is not public', () => {
  it.each(['internal', 'none'])('has no record: %s', (exposure) => {
    const { plan } = capacityFleet({ fleet: ENTRY, app: `traffic: {exposure: ${exposure}}` });
    expect(plan.entry?.records.get('shop')).toEqual([]);
    expect(plan.entry?.watched.size).toBe(0);
  });
});
