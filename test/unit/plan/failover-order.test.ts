import { orderFor } from '../../../lib/plan/failover-order';
import { miniApp, miniCluster, miniFleet } from '../../support/mini-fleet';

/** Round trips by pair; any other takes a second. */
function fleetOf(pairs: Readonly<Record<string, number>>) {
  const latency = (from: string, to: string) => ({
    milliseconds: pairs[`${from} ${to}`] ?? pairs[`${to} ${from}`] ?? 1000,
    source: 'declared' as const,
  });
  return { latency };
}

describe('the order in which a client uses regions', () => {
  it('begins with its own, and goes on by round trip', () => {
    const fleet = fleetOf({ 'us eu': 70, 'us ap': 226, 'eu ap': 175 });
    expect(orderFor('us', ['ap', 'eu', 'us'], fleet)).toEqual(['us', 'eu', 'ap']);
    expect(orderFor('ap', ['ap', 'eu', 'us'], fleet)).toEqual(['ap', 'eu', 'us']);
  });

  it('of a client that has none of its own is by round trip alone', () => {
    const fleet = fleetOf({ 'us eu': 70, 'us ap': 226 });
    expect(orderFor('us', ['ap', 'eu'], fleet)).toEqual(['eu', 'ap']);
  });

  it('breaks ties by name, so that it is the same every time', () => {
    const fleet = fleetOf({ 'us b': 80, 'us a': 80 });
    expect(orderFor('us', ['b', 'a'], fleet)).toEqual(orderFor('us', ['a', 'b'], fleet));
    expect(orderFor('us', ['b', 'a'], fleet)).toEqual(['a', 'b']);
  });
});

/** The policy of an app that runs in `us` and in `eu`, with some data. */
function policyOf(data: string, more = '') {
  const { plan } = miniFleet({
    files: {
      'apps/stock/app.yaml': miniApp(
        'stock',
        'goods',
        `regions: [aws:us-east-1, aws:eu-west-1]\ncalls: {from: [web]}\n${data}\n${more}`,
      ),
    },
  });
  return plan.apps.find(({ app }) => app.name === 'stock');
}

describe('who may serve follows from the data', () => {
  const PROMISE = 'rpo: 1m, rto: 8h';

  it.each([
    ['none', 'nearest'],
    [`active-active, ${PROMISE}`, 'nearest'],
    [`event-sourced, ${PROMISE}`, 'nearest'],
    [`regional-primary-with-standby, ${PROMISE}`, 'primary-first'],
    [`hot-standby, ${PROMISE}`, 'primary-first'],
    [`regional, ${PROMISE}, backupInterval: 1m`, 'home-only'],
  ])('%s: %s', (mode, kind) => {
    expect(policyOf(`data: {mode: ${mode}}`)?.locality.kind).toBe(kind);
  });

  it('and from who moves the traffic of a single writer', () => {
    const { locality, primary } =
      policyOf(`data: {mode: hot-standby, ${PROMISE}}`, 'traffic: {failover: manual-confirmed}') ?? {};
    expect(locality?.kind).toBe('primary-only');
    expect(primary?.id).toBe('us');
  });

  it('the first region writes, until another is named', () => {
    expect(policyOf(`data: {mode: hot-standby, ${PROMISE}}`)?.primary?.id).toBe('us');
    expect(policyOf(`data: {mode: hot-standby, ${PROMISE}, primary: eu-west-1}`)?.primary?.id).toBe('eu');
    expect(policyOf(`data: {mode: hot-standby, ${PROMISE}, primary: eu}`)?.primary?.id).toBe('eu');
  });

  it('one cluster alone has nothing to choose', () => {
    const { plan } = miniFleet();
    expect(plan.apps.find(({ app }) => app.name === 'web')?.locality).toEqual({
      kind: 'local',
      region: 'us-east-1',
    });
  });

  it('a client elsewhere gets an order of its own', () => {
    const { plan } = miniFleet({
      files: {
        'clusters/ap.yaml': miniCluster('ap', 'ap-southeast-1', 3),
        'apps/web/app.yaml': miniApp('web', 'shop', 'regions: [aws:ap-southeast-1]\ncalls: {to: [stock]}'),
      },
    });
    expect(plan.apps.find(({ app }) => app.name === 'stock')?.locality).toMatchObject({
      kind: 'nearest',
      orders: [
        { client: 'ap-southeast-1', regions: ['eu-west-1', 'us-east-1'] },
        { client: 'eu-west-1', regions: ['eu-west-1', 'us-east-1'] },
        { client: 'us-east-1', regions: ['us-east-1', 'eu-west-1'] },
      ],
    });
  });
});
