import { ISTIO_1_30, ISTIO_1_31 } from '../../../../lib/simulate/traffic/istio-version';
import { client, pods, policyOf, sentTo } from '../../../support/traffic-view';
import { localityText, type ClientView } from '../../../../lib/simulate/traffic/view';

const OUTLIER = { outlierDetection: { maxEjectionPercent: 100 } };
const GROUPS = [
  pods('us', 'us-east-1/a', 2),
  pods('us', 'us-east-1/b', 2),
  pods('eu', 'eu-west-1/a', 2),
  pods('ap', 'ap-southeast-1/a', 2),
];
const inUs = client('us', 'us-east-1/a', GROUPS);

function prioritiesOf(
  view: ClientView,
  policy: object | undefined,
  values = {},
  version = ISTIO_1_31,
): object {
  const sent = sentTo(view, policyOf(policy, version, values), version);
  return Object.fromEntries(sent.map(({ locality, priority }) => [localityText(locality), priority]));
}

const locality = (setting: object, more: object = OUTLIER): object => ({
  ...more,
  loadBalancer: { localityLbSetting: setting },
});

describe('priorities', () => {
  test('without outlier detection all regions are equal', () => {
    const none = { 'us-east-1/a': 0, 'us-east-1/b': 0, 'eu-west-1/a': 0, 'ap-southeast-1/a': 0 };
    expect(prioritiesOf(inUs, undefined)).toEqual(none);
    expect(prioritiesOf(inUs, locality({ failover: [{ from: 'us-east-1', to: 'eu-west-1' }] }, {}))).toEqual(
      none,
    );
  });

  test('outlier detection alone orders by zone and region, because the mesh has locality on', () => {
    const order = { 'us-east-1/a': 0, 'us-east-1/b': 1, 'eu-west-1/a': 2, 'ap-southeast-1/a': 2 };
    expect(prioritiesOf(inUs, OUTLIER)).toEqual(order);
    const off = { meshConfig: { localityLbSetting: { enabled: false } } };
    expect(Object.values(prioritiesOf(inUs, OUTLIER, off))).toEqual([0, 0, 0, 0]);
    expect(Object.values(prioritiesOf(inUs, locality({ enabled: false })))).toEqual([0, 0, 0, 0]);
  });

  test('the successor comes before all other regions, which are still used', () => {
    const order = { 'us-east-1/a': 0, 'us-east-1/b': 1, 'eu-west-1/a': 2, 'ap-southeast-1/a': 3 };
    expect(prioritiesOf(inUs, locality({ failover: [{ from: 'us-east-1', to: 'eu-west-1' }] }))).toEqual(
      order,
    );
    const mesh = {
      meshConfig: { localityLbSetting: { failover: [{ from: 'us-east-1', to: 'eu-west-1' }] } },
    };
    expect(prioritiesOf(inUs, OUTLIER, mesh)).toEqual(order);
  });

  test('only the first entry of a region counts', () => {
    const failover = [
      { from: 'us-east-1', to: 'ap-southeast-1' },
      { from: 'us-east-1', to: 'eu-west-1' },
    ];
    expect(prioritiesOf(inUs, locality({ failover }))).toMatchObject({
      'eu-west-1/a': 3,
      'ap-southeast-1/a': 2,
    });
  });

  test('a client region without endpoints begins at its successor', () => {
    const failover = [{ from: 'sa-east-1', to: 'us-east-1' }];
    const order = { 'us-east-1/a': 0, 'us-east-1/b': 0, 'eu-west-1/a': 1, 'ap-southeast-1/a': 1 };
    expect(prioritiesOf(client('sa', 'sa-east-1/a', GROUPS), locality({ failover }))).toEqual(order);
  });

  test('failoverPriority by cluster: one cluster for all, then the others', () => {
    const failoverPriority = ['topology.istio.io/cluster=eu'];
    const order = { 'us-east-1/a': 1, 'us-east-1/b': 1, 'eu-west-1/a': 0, 'ap-southeast-1/a': 1 };
    expect(prioritiesOf(inUs, locality({ failoverPriority }))).toEqual(order);
  });

  test('with failover beside it, zones and successors order what the labels leave equal', () => {
    const setting = {
      failoverPriority: ['topology.istio.io/cluster'],
      failover: [{ from: 'us-east-1', to: 'eu-west-1' }],
    };
    const order = { 'us-east-1/a': 0, 'us-east-1/b': 1, 'eu-west-1/a': 2, 'ap-southeast-1/a': 3 };
    expect(prioritiesOf(inUs, locality(setting))).toEqual(order);
  });

  test('labels come before zones: the own cluster in any zone, then a neighbour in the same one', () => {
    const groups = [
      pods('us', 'us-east-1/b', 1),
      pods('us2', 'us-east-1/a', 1, { network: 'us' }),
      pods('eu', 'eu-west-1/a', 1),
    ];
    const setting = {
      failoverPriority: ['topology.istio.io/cluster'],
      failover: [{ from: 'us-east-1', to: 'eu-west-1' }],
    };
    const order = { 'us-east-1/b': 0, 'us-east-1/a': 1, 'eu-west-1/a': 2 };
    expect(prioritiesOf(client('us', 'us-east-1/a', groups), locality(setting))).toEqual(order);
  });

  test('a region in failoverPriority matches nothing remote, so that traffic leaks', () => {
    const failoverPriority = ['topology.kubernetes.io/region=sa-east-1'];
    expect(Object.values(prioritiesOf(inUs, locality({ failoverPriority })))).toEqual([0, 0, 0, 0]);
  });

  test('a label that is named twice keeps its last value', () => {
    const failoverPriority = ['topology.istio.io/cluster=us', 'topology.istio.io/cluster=eu'];
    expect(prioritiesOf(inUs, locality({ failoverPriority }))).toMatchObject({
      'us-east-1/a': 1,
      'eu-west-1/a': 0,
    });
  });

  test('label n counts only where the labels before it match', () => {
    const failoverPriority = ['tier', 'topology.istio.io/cluster'];
    const groups = [
      pods('us', 'us-east-1/a', 1, { labels: { tier: 'x' } }),
      pods('us', 'us-east-1/b', 1, { labels: { tier: 'y' } }),
      pods('eu', 'eu-west-1/a', 1),
    ];
    const view = client('us', 'us-east-1/a', groups, { labels: { tier: 'x' } });
    const order = { 'us-east-1/a': 0, 'us-east-1/b': 1, 'eu-west-1/a': 1 };
    expect(prioritiesOf(view, locality({ failoverPriority }))).toEqual(order);
  });

  test('the network is a preference since 1.31, and was a condition before', () => {
    const failoverPriority = ['topology.istio.io/network', 'topology.istio.io/cluster=eu'];
    const setting = locality({ failoverPriority });
    expect(prioritiesOf(inUs, setting)).toMatchObject({
      'us-east-1/a': 0,
      'eu-west-1/a': 1,
      'ap-southeast-1/a': 2,
    });
    expect(prioritiesOf(inUs, setting, {}, ISTIO_1_30)).toMatchObject({
      'us-east-1/a': 0,
      'eu-west-1/a': 1,
      'ap-southeast-1/a': 1,
    });
  });

  test('zoneAwareLbSetting leaves the zones of a region equal, and needs no outlier detection', () => {
    const zoneAwareLbSetting = { failover: [{ from: 'us-east-1', to: 'eu-west-1' }] };
    const order = { 'us-east-1/a': 0, 'us-east-1/b': 0, 'eu-west-1/a': 1, 'ap-southeast-1/a': 2 };
    expect(prioritiesOf(inUs, { loadBalancer: { zoneAwareLbSetting } })).toEqual(order);
  });
});

describe('distribute', () => {
  const weightsOf = (view: ClientView, distribute: object): object =>
    Object.fromEntries(
      sentTo(view, policyOf(locality({ distribute }))).map(({ locality: place, weight, hosts }) => [
        localityText(place),
        hosts.length === 0 ? 0 : weight,
      ]),
    );

  test('empties what it does not name, and rounds the rest up', () => {
    const groups = [
      pods('us', 'us-east-1/a', 1),
      pods('us', 'us-east-1/b', 2),
      pods('eu', 'eu-west-1/a', 4),
      pods('ap', 'ap-southeast-1/a', 1),
    ];
    const to = { 'us-east-1/*': 80, 'eu-west-1/*': 20 };
    expect(weightsOf(client('us', 'us-east-1/a', groups), [{ from: '*', to }])).toEqual({
      'us-east-1/a': 27,
      'us-east-1/b': 54,
      'eu-west-1/a': 20,
      'ap-southeast-1/a': 0,
    });
  });

  test('does nothing for a client that no entry names', () => {
    const weights = { 'us-east-1/a': 2, 'us-east-1/b': 2, 'eu-west-1/a': 2, 'ap-southeast-1/a': 2 };
    expect(weightsOf(inUs, [{ from: 'eu-west-1/*', to: { 'eu-west-1/*': 100 } }])).toEqual(weights);
  });

  test('takes the first entry that names the client', () => {
    const distribute = [
      { from: 'us-east-1/a', to: { 'us-east-1/b': 100 } },
      { from: 'us-east-1/*', to: { 'us-east-1/a': 100 } },
    ];
    expect(weightsOf(inUs, distribute)).toMatchObject({ 'us-east-1/a': 0, 'us-east-1/b': 100 });
  });
});
