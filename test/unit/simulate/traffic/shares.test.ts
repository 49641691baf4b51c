import {
  ISTIO_1_31,
  ISTIO_1_31_READY_ONLY,
  type IstioVersion,
} from '../../../../lib/simulate/traffic/istio-version';
import { sharesAfterEjection, sharesAtFirst } from '../../../../lib/simulate/traffic/shares';
import { assignmentOf, byCluster, client, gateway, pods, policyOf } from '../../../support/traffic-view';
import type { ClientView } from '../../../../lib/simulate/traffic/view';

const drained = (percent?: number): object => ({
  outlierDetection: percent === undefined ? {} : { maxEjectionPercent: percent },
});
const failover = (to: string, more: object = drained(100)): object => ({
  ...more,
  loadBalancer: { localityLbSetting: { failover: [{ from: 'us-east-1', to }] } },
});
const distribute = (to: object): object => ({
  ...drained(100),
  loadBalancer: { localityLbSetting: { distribute: [{ from: '*', to }] } },
});
const DEAD = { answering: 0 };
const UNREADY = { ready: 0 };

function after(view: ClientView, policy: object | undefined, version: IstioVersion = ISTIO_1_31): object {
  return byCluster(sharesAfterEjection(assignmentOf(view, policyOf(policy, version), version)));
}

describe('a region that fails', () => {
  const groups = [
    pods('us', 'us-east-1/a', 4, DEAD),
    pods('eu', 'eu-west-1/a', 2),
    pods('ap', 'ap-southeast-1/a', 2),
  ];
  const view = client('us', 'us-east-1/a', groups);

  test('keeps all of its traffic where fewer than ten hosts stand against 10 %', () => {
    expect(after(view, failover('eu-west-1', drained()))).toEqual({ us: 100 });
    expect(sharesAfterEjection(assignmentOf(view, policyOf(drained()))).failedPercent).toBe(100);
  });

  test('is left for its successor where all may be ejected', () => {
    expect(after(view, failover('eu-west-1'))).toEqual({ eu: 100 });
    expect(after(view, failover('ap-southeast-1'))).toEqual({ ap: 100 });
  });

  test('fails at first, and no longer once it is ejected', () => {
    const assignment = assignmentOf(view, policyOf(failover('eu-west-1')));
    expect(sharesAtFirst(assignment).failedPercent).toBe(100);
    expect(sharesAfterEjection(assignment).failedPercent).toBe(0);
  });

  test('takes the next tier along when that is dead too, one after the other', () => {
    const gateways = [gateway('us'), gateway('eu', { failing: 1 }), gateway('ap')];
    expect(after({ ...view, gateways }, failover('eu-west-1'))).toEqual({ ap: 100 });
  });

  test('leaves nobody where all are dead: everything is a 503', () => {
    const gateways = ['us', 'eu', 'ap'].map((one) => gateway(one, { failing: 1 }));
    expect(after({ ...view, gateways }, failover('eu-west-1'))).toEqual({ nobody: 100 });
  });
});

describe('pods that fail', () => {
  const third = (answering: number): ClientView =>
    client('us', 'us-east-1/a', [pods('us', 'us-east-1/a', 3, { answering }), pods('eu', 'eu-west-1/a', 1)]);

  test.each([
    [2, { us: 93, eu: 7 }],
    [1, { us: 46, eu: 54 }],
    [0, { eu: 100 }],
  ])('%i of 3 that answer, and one remote gateway', (answering, shares) => {
    expect(after(third(answering), drained(100))).toEqual(shares);
  });

  test('three tiers of 1/4, 1/4 and 1/5', () => {
    const groups = [
      pods('us', 'us-east-1/a', 4, { answering: 1 }),
      pods('us', 'us-east-1/b', 4, { answering: 1 }),
      pods('us2', 'us-west-2/a', 5, { answering: 1, network: 'us' }),
    ];
    const { hosts } = sharesAfterEjection(
      assignmentOf(client('us', 'us-east-1/a', groups), policyOf(drained(100))),
    );
    expect(hosts.map(({ percent }) => percent)).toEqual([37, 35, 28]);
  });

  test('as many as the gate lets go are ejected, and the others keep failing', () => {
    const view = client('us', 'us-east-1/a', [
      pods('us', 'us-east-1/a', 9, { answering: 4 }),
      pods('eu', 'eu-west-1/a', 3),
    ]);
    const shares = sharesAfterEjection(assignmentOf(view, policyOf(drained(30))));
    expect(shares.hosts.map(({ ejected }) => ejected)).toEqual([3, 0]);
    expect(byCluster(shares)).toEqual({ us: 93, eu: 7 });
    expect(shares.failedPercent).toBeCloseTo((93 * 2) / 6);
  });
});

describe('pods that are not Ready', () => {
  const remote = client('us', 'us-east-1/a', [
    pods('us', 'us-east-1/a', 2, UNREADY),
    pods('eu', 'eu-west-1/a', 2, UNREADY),
  ]);

  test('are behind a healthy gateway in 1.31, so that all requests go there', () => {
    expect(after(remote, undefined)).toEqual({ eu: 100 });
    expect(
      after({ ...remote, gateways: [gateway('us'), gateway('eu', { failing: 1 })] }, drained(100)),
    ).toEqual({ nobody: 100 });
  });

  test('take the gateway with them where only Ready ones are sent', () => {
    expect(after(remote, drained(100), ISTIO_1_31_READY_ONLY)).toEqual({ nobody: 100 });
    const eu = assignmentOf(remote, policyOf(drained(100), ISTIO_1_31_READY_ONLY));
    expect(eu.localities).toEqual([]);
  });

  const some = client('us', 'us-east-1/a', [
    pods('us', 'us-east-1/a', 10, { ready: 3 }),
    pods('eu', 'eu-west-1/a', 2),
  ]);

  test('count in the total of 1.31, so that requests spill over', () => {
    expect(after(some, drained(100))).toEqual({ us: 42, eu: 58 });
  });

  test('are forgotten before, so that the rest has it all', () => {
    expect(after(some, drained(100), ISTIO_1_31_READY_ONLY)).toEqual({ us: 100 });
  });

  test('are left out in 1.31 too where the rule has a minimum of health', () => {
    expect(after(some, { outlierDetection: { maxEjectionPercent: 100, minHealthPercent: 20 } })).toEqual({
      us: 100,
    });
  });

  test('count for the ejection gate', () => {
    const view = client('us', 'us-east-1/a', [pods('us', 'us-east-1/a', 10, { ready: 2, answering: 1 })]);
    const ejected = (version: IstioVersion): number | undefined =>
      sharesAfterEjection(assignmentOf(view, policyOf(drained(10), version))).hosts[0]?.ejected;
    expect([ejected(ISTIO_1_31), ejected(ISTIO_1_31_READY_ONLY)]).toEqual([1, 0]);
  });
});

describe('panic', () => {
  const dying = client('us', 'us-east-1/a', [
    pods('us', 'us-east-1/a', 4, { ready: 1 }),
    pods('us', 'us-east-1/b', 4, { ready: 1 }),
  ]);

  test('never comes in 1.31, with or without a rule', () => {
    expect([policyOf().panicThreshold, policyOf(drained(100)).panicThreshold]).toEqual([0, 0]);
  });

  test('comes at 50 % before 1.31 where no outlier detection says otherwise', () => {
    expect(policyOf(undefined, ISTIO_1_31_READY_ONLY).panicThreshold).toBe(50);
    expect(policyOf(drained(100), ISTIO_1_31_READY_ONLY).panicThreshold).toBe(0);
  });

  test('sends to dead pods again where a minimum of health asks for it', () => {
    const view = client('us', 'us-east-1/a', [pods('us', 'us-east-1/a', 4, { answering: 1 })]);
    const policy = policyOf({ outlierDetection: { maxEjectionPercent: 100, minHealthPercent: 50 } });
    const shares = sharesAfterEjection(assignmentOf(view, policy));
    expect([byCluster(shares), shares.failedPercent]).toEqual([{ us: 100 }, 75]);
  });

  test('uses all hosts of a tier evenly, whatever their localities weigh', () => {
    const policy = { ...policyOf(distribute({ 'us-east-1/a': 90, 'us-east-1/b': 10 })), panicThreshold: 50 };
    const { hosts } = sharesAtFirst(assignmentOf(dying, policy));
    expect(hosts.map(({ percent }) => percent)).toEqual([50, 50]);
  });
});

describe('gateways', () => {
  const zones = ['a', 'b', 'c'].map((zone) => pods('eu', `eu-west-1/${zone}`, 3));
  const local = ['a', 'b', 'c'].map((zone) => pods('us', `us-east-1/${zone}`, 3));
  const view = client('us', 'us-east-1/a', [...local, ...zones]);

  test('are one host each, of which only the first zone is left: a share for a region shrinks', () => {
    const to = { 'us-east-1/*': 80, 'eu-west-1/*': 20 };
    // 20 % over three zones is 7 for each, rounded up; 80 % is 27 for each: 7 / (3 × 27 + 7).
    expect(after(view, distribute(to))).toEqual({ us: 92.05, eu: 7.95 });
    expect(after(view, distribute({ 'us-east-1/*': 80, 'eu-west-1/c': 20 }))).toEqual({ us: 80.2, eu: 19.8 });
  });

  test('4.76 % instead of 20 % where the first zone has a fifth of the pods; a real Envoy was seen at 4.78 %', () => {
    const uneven = [pods('eu', 'eu-west-1/a', 1), pods('eu', 'eu-west-1/b', 2), pods('eu', 'eu-west-1/c', 2)];
    const seen = client('us', 'us-east-1/a', [pods('us', 'us-east-1/a', 3), ...uneven]);
    expect(after(seen, distribute({ 'us-east-1/*': 80, 'eu-west-1/*': 20 }))).toEqual({
      us: 95.24,
      eu: 4.76,
    });
  });

  test('a share for one zone is kept whole', () => {
    const one = client('us', 'us-east-1/a', [pods('us', 'us-east-1/a', 3), ...zones]);
    expect(after(one, distribute({ 'us-east-1/*': 80, 'eu-west-1/c': 20 }))).toEqual({ us: 80, eu: 20 });
  });

  test('count by the pods behind them where localities are not weighed', () => {
    expect(after(view, undefined)).toEqual({ us: 75, eu: 25 });
  });

  test('are hosts by their addresses, and share the weight', () => {
    const gateways = [gateway('us'), gateway('eu', { addresses: 2 })];
    const { localities } = assignmentOf({ ...view, gateways }, policyOf(drained(100)));
    const hosts = localities.flatMap((one) =>
      one.hosts.map(({ cluster, total, weight }) => [cluster, total, weight]),
    );
    expect(hosts).toEqual([
      ['eu', 2, 3],
      ['us', 3, 2],
      ['us', 3, 2],
      ['us', 3, 2],
    ]);
  });

  test('lead a client that does not know its network even to its own cluster', () => {
    const { hosts } = sharesAtFirst(assignmentOf({ ...view, network: '' }, policyOf(drained(100))));
    expect(hosts.every(({ hosts: one }) => one.isGateway)).toBe(true);
  });

  test('are not used without mutual TLS, and not needed inside one network', () => {
    expect(after(view, { ...drained(100), tls: { mode: 'DISABLE' } })).toEqual({ us: 100 });
    const nameless = client('us', 'us-east-1/a', [pods('eu', 'eu-west-1/a', 3, { network: '' })]);
    const { localities } = assignmentOf(
      { ...nameless, gateways: [gateway('eu', { network: '' })] },
      policyOf(),
    );
    expect(localities[0]?.hosts.map(({ isGateway }) => isGateway)).toEqual([false]);
    const flat = client('us', 'us-east-1/a', [
      pods('us', 'us-east-1/a', 1, DEAD),
      pods('eu', 'eu-west-1/a', 3, { network: 'us' }),
    ]);
    const { hosts } = sharesAfterEjection(assignmentOf(flat, policyOf(drained(100))));
    expect(hosts.map(({ hosts: one, percent }) => [one.isGateway, percent])).toEqual([
      [false, 0],
      [false, 100],
    ]);
  });

  test('stay where only a part behind them fails, and that part shows', () => {
    const gateways = [gateway('us'), gateway('eu', { failing: 0.25 })];
    const remote = client('us', 'us-east-1/a', zones, { gateways });
    const shares = sharesAfterEjection(assignmentOf(remote, policyOf(drained(100))));
    expect([byCluster(shares), shares.failedPercent]).toEqual([{ eu: 100 }, 25]);
  });
});

describe('localities of one tier', () => {
  const groups = [
    pods('us', 'us-east-1/a', 4, { answering: 2 }),
    pods('us', 'us-east-1/b', 4),
    pods('us', 'us-east-1/c', 2),
  ];
  const far = client('sa', 'sa-east-1/a', groups, { network: 'us' });

  test('share by weight, less what they cannot take, where failover is written out', () => {
    const policy = {
      ...drained(100),
      loadBalancer: { localityLbSetting: { failover: [{ from: 'sa-east-1', to: 'us-east-1' }] } },
    };
    const { hosts } = sharesAfterEjection(assignmentOf(far, policyOf(policy)));
    const effective = [4 * 0.7, 4, 2];
    const sum = 8.8;
    hosts.forEach(({ percent }, index) => expect(percent).toBeCloseTo((100 * (effective[index] ?? 0)) / sum));
  });

  test('share by hosts where it is not', () => {
    const { hosts } = sharesAfterEjection(assignmentOf(far, policyOf(drained(100))));
    hosts.forEach(({ percent }, index) => expect(percent).toBeCloseTo([25, 50, 25][index] ?? 0));
  });
});
