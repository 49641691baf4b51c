import { localitiesComeFromNodes } from '../../../../lib/lint/rules/localities-come-from-nodes';
import { pinnedHostsStay } from '../../../../lib/lint/rules/pinned-hosts-stay';
import { poolsCarryThePlan } from '../../../../lib/lint/rules/pools-carry-the-plan';
import { poolsLeaveRoomForRetries } from '../../../../lib/lint/rules/pools-leave-room-for-retries';
import { servicesAreComplete } from '../../../../lib/lint/rules/services-are-complete';
import { trafficDistributionHasEffect } from '../../../../lib/lint/rules/traffic-distribution-has-effect';
import { compileMini, edit, findingsOf, sentencesOf, withObjects } from '../../../support/compiled';
import { sentencesOfPolicy, STOCK_RULE } from '../../../support/destination-rule';
import { MINI_FILES } from '../../../support/mini-fleet';

const fleet = compileMini();

function withData(data: string): ReturnType<typeof compileMini> {
  const contract = MINI_FILES['apps/stock/app.yaml'] ?? '';
  return compileMini({
    'apps/stock/app.yaml': `${contract}  data: ${data}\n  traffic: {failover: manual-confirmed}\n`,
  });
}

describe('a host whose data is in one region', () => {
  const oneWriter = withData('{mode: hot-standby, primary: eu-west-1, rpo: 1m, rto: 1h}');
  const SETTING = `${STOCK_RULE}trafficPolicy.loadBalancer.localityLbSetting`;
  const REMEDY = 'Give clients in us-east-1 one share: {"eu-west-1/*": 100}.';
  const sentences = (localityLbSetting: object): readonly string[] =>
    sentencesOfPolicy(pinnedHostsStay, oneWriter, { loadBalancer: { localityLbSetting } });

  it('is kept there', () => {
    expect(findingsOf(pinnedHostsStay, oneWriter)).toEqual([]);
    expect(findingsOf(pinnedHostsStay, withData('{mode: regional}'))).toEqual([]);
  });

  it('is not kept there by an order', () => {
    expect(sentences({ failover: [{ from: 'us-east-1', to: 'eu-west-1' }] })).toEqual([
      `${SETTING} lets requests go anywhere, and eu-west-1 alone may answer them | ${REMEDY}`,
    ]);
  });

  it('is not kept there by shares that lead elsewhere', () => {
    expect(sentences({ distribute: [{ from: '*', to: { 'us-east-1/*': 10, 'eu-west-1/*': 90 } }] })).toEqual([
      `${SETTING} lets requests go to us-east-1, and eu-west-1 alone may answer them | ${REMEDY}`,
    ]);
  });

  it('is not kept there without a rule', () => {
    const without = withObjects(oneWriter, (object, cluster) =>
      object.kind === 'DestinationRule' && cluster === 'us' && object.metadata.name === 'stock'
        ? undefined
        : object,
    );
    expect(sentencesOf(pinnedHostsStay, without)).toEqual([
      'Service stock/stock (us, unit apps/stock): metadata.name is of a host that no DestinationRule keeps in eu-west-1 | Leave the rule of the app in its unit.',
    ]);
  });
});

describe('a pool', () => {
  const POOL = `${STOCK_RULE}trafficPolicy.connectionPool.`;
  const sentences = (connectionPool: object): readonly string[] =>
    sentencesOfPolicy(poolsCarryThePlan, fleet, { connectionPool });

  it('lets through what the plan sends after the worst loss', () => {
    expect(findingsOf(poolsCarryThePlan, fleet)).toEqual([]);
    expect(sentences({ http: { http2MaxRequests: 299 } })).toEqual([
      `${POOL}http.http2MaxRequests is 299, and after the loss of eu-west-1 us gets 20 rps × 15 s until they time out = 300 requests under way | Set it to 300 or more, or take it out.`,
    ]);
    expect(sentences({ http: { http2MaxRequests: 300, http1MaxPendingRequests: 60 } })).toEqual([]);
  });

  it('has a connection for each request, and room for those that wait for one', () => {
    expect(sentences({ http: { http1MaxPendingRequests: 59 }, tcp: { maxConnections: 100 } })).toEqual([
      `${POOL}http.http1MaxPendingRequests is 59, and after the loss of eu-west-1 us gets 20 rps × 3 s until a connection is there = 60 requests waiting for one | Set it to 60 or more, or take it out.`,
      `${POOL}tcp.maxConnections is 100, and after the loss of eu-west-1 us gets 20 rps × 15 s until they time out = 300 requests under way | Set it to 300 or more, or take it out.`,
    ]);
  });
});

describe('a limit of retries', () => {
  const FIELD = `${STOCK_RULE}trafficPolicy.connectionPool.http.maxRetries`;
  const pool = (maxRetries: number): object => ({ http: { maxRetries } });

  it('lets through what one replica answers', () => {
    expect(sentencesOfPolicy(poolsLeaveRoomForRetries, fleet, { connectionPool: pool(3) })).toEqual([
      `${FIELD} is 3, and one replica answers 50 requests a second | Take it out; retryBudget limits retries in proportion to requests.`,
    ]);
    expect(sentencesOfPolicy(poolsLeaveRoomForRetries, fleet, { connectionPool: pool(50) })).toEqual([]);
  });

  it('does not stand beside a budget', () => {
    const both = { connectionPool: pool(100), retryBudget: { percent: 20 } };
    expect(sentencesOfPolicy(poolsLeaveRoomForRetries, fleet, both)).toEqual([
      `${FIELD} is 100, and has no effect beside retryBudget | Take it out.`,
    ]);
  });
});

describe('a Service', () => {
  it('is in every cluster of its app', () => {
    const without = withObjects(fleet, (object, cluster) =>
      object.kind === 'Service' && cluster === 'eu' && object.metadata.name === 'stock' ? undefined : object,
    );
    expect(sentencesOf(servicesAreComplete, without)).toEqual([
      'Service stock/stock (us, unit apps/stock): metadata.name names no Service in eu, where the app runs too | Add it in every cluster of the app.',
    ]);
  });

  it.each([
    [['spec', 'trafficDistribution'], 'spec.trafficDistribution'],
    [
      ['metadata', 'annotations', 'networking.istio.io/traffic-distribution'],
      'metadata.annotations["networking.istio.io/traffic-distribution"]',
    ],
  ])('leaves nearness to its rule: %j', (path, field) => {
    const near = withObjects(fleet, edit('Service', 'stock', path, 'PreferSameZone', 'us'));
    expect(sentencesOf(trafficDistributionHasEffect, near)).toEqual([
      `Service stock/stock (us, unit apps/stock): ${field} is PreferSameZone, and the DestinationRule of the host says where requests go | Take it out.`,
    ]);
    expect(sentencesOfPolicy(trafficDistributionHasEffect, near, { loadBalancer: undefined })).toEqual([]);
  });
});

describe('a pod', () => {
  const label = (value: string): ReturnType<typeof compileMini> =>
    withObjects(
      fleet,
      edit('Deployment', 'stock', ['spec', 'template', 'metadata', 'labels', 'istio-locality'], value, 'us'),
    );

  it('is where its node is', () => {
    expect(sentencesOf(localitiesComeFromNodes, label('eu-west-1.eu-west-1a'))).toEqual([
      'Deployment.apps stock/stock (us, unit apps/stock): spec.template.metadata.labels["istio-locality"] is eu-west-1.eu-west-1a, and the cluster is in us-east-1 | Take it out: the node says where it is.',
    ]);
    expect(findingsOf(localitiesComeFromNodes, label('us-east-1.us-east-1b'))).toEqual([]);
  });
});
