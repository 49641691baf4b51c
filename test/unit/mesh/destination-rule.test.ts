import { miniApp, miniCluster } from '../../support/mini-fleet';
import { oneApp, specOf, unitObjects } from '../../support/app-unit';

const EVERYWHERE = 'regions: [aws:us-east-1, aws:eu-west-1, aws:ap-southeast-1]';
const TWO = 'regions: [aws:us-east-1, aws:eu-west-1]';

interface TrafficPolicy {
  readonly connectionPool?: unknown;
  readonly loadBalancer: { readonly localityLbSetting?: unknown };
  readonly outlierDetection: Readonly<Record<string, unknown>>;
}

function policy(more: string, cluster = 'us', extra: Record<string, string> = {}): TrafficPolicy {
  const objects = unitObjects(oneApp(more, extra), cluster);
  return specOf(objects, 'DestinationRule')['trafficPolicy'] as TrafficPolicy;
}

function pool(ports: string): unknown {
  const load = 'load: {rpsPerReplica: 50, peakRps: {us-east-1: 100, eu-west-1: 60}}';
  const bounds = 'minReplicasPerRegion: 2, maxReplicasPerRegion: ';
  const contract = miniApp('shop', 'shop', TWO).replace(
    `${bounds}4`,
    `${bounds}9, ports: [${ports}], ${load}`,
  );
  return policy(TWO, 'eu', { 'apps/shop/app.yaml': contract }).connectionPool;
}

describe('the DestinationRule of an app', () => {
  it('names the nearest successor of every region where any region may serve, and lets a whole region drain', () => {
    const { loadBalancer, outlierDetection } = policy(EVERYWHERE);
    expect(loadBalancer.localityLbSetting).toEqual({
      enabled: true,
      failover: [
        { from: 'ap-southeast-1', to: 'eu-west-1' },
        { from: 'eu-west-1', to: 'us-east-1' },
        { from: 'us-east-1', to: 'eu-west-1' },
      ],
    });
    expect(outlierDetection).toEqual({
      baseEjectionTime: '30s',
      consecutive5xxErrors: 7,
      consecutiveGatewayErrors: 3,
      interval: '10s',
      maxEjectionPercent: 100,
      minHealthPercent: 0,
    });
  });

  it('sends a client region without the app to the nearest one that has it', () => {
    const files = {
      'clusters/jp.yaml': miniCluster('jp', 'ap-northeast-1', 4),
      'apps/caller/app.yaml': caller('aws:ap-northeast-1'),
    };
    const { loadBalancer } = policy(`${TWO}\ncalls: {from: [caller]}`, 'jp', files);
    expect(loadBalancer.localityLbSetting).toMatchObject({
      failover: expect.arrayContaining([{ from: 'ap-northeast-1', to: 'us-east-1' }]) as unknown,
    });
  });

  it("puts the client's own cluster before another of its region", () => {
    const files = { 'clusters/us2.yaml': miniCluster('us2', 'us-east-1', 5) };
    expect(policy(TWO, 'us', files).loadBalancer.localityLbSetting).toEqual({
      enabled: true,
      failover: [
        { from: 'eu-west-1', to: 'us-east-1' },
        { from: 'us-east-1', to: 'eu-west-1' },
      ],
      failoverPriority: ['topology.istio.io/cluster'],
    });
  });

  it('fails over between two clusters of the only region', () => {
    const files = { 'clusters/us2.yaml': miniCluster('us2', 'us-east-1', 5) };
    const { loadBalancer, outlierDetection } = policy('regions: [aws:us-east-1]', 'us', files);
    expect(loadBalancer.localityLbSetting).toEqual({
      enabled: true,
      failoverPriority: ['topology.istio.io/cluster'],
    });
    expect(outlierDetection['maxEjectionPercent']).toBe(100);
  });

  it('gives each region its share where the contract does, in one zone of every other network', () => {
    const shares = 'traffic: {weights: {us-east-1: 70, eu-west-1: 20, ap-southeast-1: 10}}';
    const { loadBalancer, outlierDetection } = policy(`${EVERYWHERE}\n${shares}`);
    expect(loadBalancer.localityLbSetting).toMatchObject({
      enabled: true,
      distribute: expect.arrayContaining([
        {
          from: 'us-east-1/*',
          to: { 'us-east-1/*': 70, 'eu-west-1/eu-west-1a/*': 20, 'ap-southeast-1/ap-southeast-1a/*': 10 },
        },
        {
          from: 'eu-west-1/*',
          to: { 'us-east-1/us-east-1a/*': 70, 'eu-west-1/*': 20, 'ap-southeast-1/ap-southeast-1a/*': 10 },
        },
      ]) as unknown,
    });
    expect(outlierDetection['maxEjectionPercent']).toBe(100);
  });

  it('prefers the cluster of the single writer when failover is automatic', () => {
    const { loadBalancer, outlierDetection } = policy(`${TWO}\ndata: {mode: hot-standby, rpo: 1m, rto: 5m}`);
    expect(loadBalancer.localityLbSetting).toEqual({
      enabled: true,
      failover: [{ from: 'us-east-1', to: 'eu-west-1' }],
      failoverPriority: ['topology.istio.io/cluster=us'],
    });
    expect(outlierDetection['maxEjectionPercent']).toBe(100);
  });

  it('moves with one field when the primary moves', () => {
    const { loadBalancer } = policy(`${TWO}\ndata: {mode: hot-standby, rpo: 1m, rto: 5m, primary: eu}`);
    expect(loadBalancer.localityLbSetting).toEqual({
      enabled: true,
      failover: [{ from: 'eu-west-1', to: 'us-east-1' }],
      failoverPriority: ['topology.istio.io/cluster=eu'],
    });
  });

  it('sends everybody to the primary alone when a person confirms the failover', () => {
    const more = `${EVERYWHERE}\ntraffic: {failover: manual-confirmed}\ndata: {mode: regional-primary-with-standby, rpo: 5m, rto: 30m}`;
    const { loadBalancer, outlierDetection } = policy(more, 'eu');
    expect(loadBalancer.localityLbSetting).toEqual({
      enabled: true,
      distribute: [{ from: '*', to: { 'us-east-1/*': 100 } }],
    });
    expect(outlierDetection['maxEjectionPercent']).toBe(50);
  });

  it('keeps calls going where any region may serve, whoever moves the users', () => {
    const { loadBalancer, outlierDetection } = policy(`${TWO}\ntraffic: {failover: manual-confirmed}`);
    expect(loadBalancer.localityLbSetting).toEqual({
      enabled: true,
      failover: [
        { from: 'eu-west-1', to: 'us-east-1' },
        { from: 'us-east-1', to: 'eu-west-1' },
      ],
    });
    expect(outlierDetection['maxEjectionPercent']).toBe(100);
  });

  it('keeps every region with its own data where data has a home', () => {
    const { loadBalancer } = policy(`${TWO}\ndata: {mode: regional, rpo: 5m, rto: 8h, backupInterval: 5m}`);
    expect(loadBalancer.localityLbSetting).toEqual({
      enabled: true,
      distribute: [
        { from: 'eu-west-1/*', to: { 'eu-west-1/*': 100 } },
        { from: 'us-east-1/*', to: { 'us-east-1/*': 100 } },
      ],
    });
  });

  it('lets the peaks of all regions through at once, and more where it matters more', () => {
    // (100 + 60) rps × 15 s until they time out, × 1.5 for tier-2; at two places.
    expect(pool('{protocol: http, name: http, port: 8080}')).toEqual({
      http: { http1MaxPendingRequests: 3600, http2MaxRequests: 3600 },
      tcp: { connectTimeout: '3s', maxConnections: 7200 },
    });
  });

  it('limits no connections that many requests share, or that live for long', () => {
    const http = { http1MaxPendingRequests: 3600, http2MaxRequests: 3600 };
    const tcp = { connectTimeout: '3s' };
    expect(pool('{protocol: grpc, name: grpc, port: 8080}')).toEqual({ http, tcp });
    expect(pool('{name: http, port: 8080}, {protocol: tcp, name: tcp, port: 9000}')).toEqual({ http, tcp });
    expect(pool('{protocol: tcp, name: tcp, port: 9000}')).toEqual({ tcp });
  });

  it('has nothing to choose in one region', () => {
    expect(policy('regions: [aws:us-east-1]').loadBalancer.localityLbSetting).toBeUndefined();
  });

  it('is the same in every cluster', () => {
    const rules = ['us', 'eu', 'ap'].map((cluster) => policy(EVERYWHERE, cluster));
    expect(rules[1]).toEqual(rules[0]);
    expect(rules[2]).toEqual(rules[0]);
  });

  it('is not there for an app that nobody calls', () => {
    const objects = unitObjects(oneApp(`${TWO}\ntraffic: {exposure: none}`), 'us');
    expect(objects.map((object) => object.kind)).not.toContain('DestinationRule');
    expect(objects.map((object) => object.kind)).not.toContain('Service');
  });
});

function caller(region: string): string {
  return `application:\n  name: caller\n  owner: callers\n  criticality: tier-3\n  regions: [${region}]\n  calls: {to: [shop]}\n`;
}
