import type { Cluster } from '../../lib/fleet/fleet';
import { hostOf } from '../../lib/plan/names';
import { applyLosses } from '../../lib/simulate/traffic/apply-losses';
import { distributionOf, type Distribution } from '../../lib/simulate/traffic/distribution';
import { hostsOf } from '../../lib/simulate/traffic/hosts';
import type { Loss } from '../../lib/simulate/traffic/loss';
import { assignPriorities } from '../../lib/simulate/traffic/priorities';
import { sharesAtFirst } from '../../lib/simulate/traffic/shares';
import { simulateHost } from '../../lib/simulate/traffic/simulate-host';
import { readTraffic } from '../../lib/simulate/traffic/traffic-model';
import { withTopology } from '../../lib/simulate/traffic/view';
import { synthesizeReference } from '../support/reference';

const { plan, compiled } = synthesizeReference();
const model = readTraffic({ plan, compiled });

function clusterIn(region: string): Cluster {
  const found = plan.fleet.clusters.find((cluster) => cluster.region === region);
  if (found === undefined) throw new Error(`the reference fleet has no cluster in ${region}`);
  return found;
}

const first = clusterIn('us-east-1');
const second = clusterIn('eu-west-1');
const last = clusterIn('ap-southeast-1');
const host = hostOf({ name: 'catalogue', namespace: 'web' });
const unready = (cluster: string, percent = 100): Loss => ({
  kind: 'pods',
  percent,
  as: 'not-ready',
  cluster,
});

/** Where callers in the first region send requests once probes have failed, before anything is ejected. */
function seen(losses: readonly Loss[], sendsUnhealthy?: boolean): Distribution {
  const endpoints = model.endpointsOf(host);
  const [outcome] = simulateHost(model, {
    host,
    losses: [],
    clients: [{ cluster: first.id, namespace: 'web' }],
  });
  if (endpoints === undefined || outcome === undefined) throw new Error(`${host} is not balanced`);
  const policy = { ...outcome.policy, ...(sendsUnhealthy === undefined ? {} : { sendsUnhealthy }) };
  const { seenFrom, gateways } = applyLosses(endpoints.groups, model.clusters, losses, 'settled');
  const { id: cluster, meshNetwork: network, region, zones } = first;
  const locality = { region, zone: zones[0] ?? '' };
  const view = { cluster, network, locality, labels: {}, groups: seenFrom(cluster), gateways };
  const asker = { locality, labels: withTopology({}, locality, cluster, network) };
  const localities = assignPriorities(hostsOf(view, policy), asker, policy.locality, model.version);
  return distributionOf(sharesAtFirst({ localities, policy }));
}

describe('two regions without a ready pod', () => {
  const losses = [unready(first.id), unready(second.id)];

  test('are no choice any more, as the tree sets istiod up: the third answers every request', () => {
    const { clusters, failedPercent } = seen(losses);
    expect(clusters.filter(({ percent }) => percent > 0).map(({ cluster }) => cluster)).toEqual([last.id]);
    expect(failedPercent).toBe(0);
  });

  test('would be sent everything with the default of Istio 1.31, and every request would fail until it is ejected', () => {
    expect(seen(losses, true).failedPercent).toBeCloseTo(100);
  });
});

describe('a region with two ready pods of six', () => {
  const losses = [unready(first.id, 66)];
  const share = ({ clusters }: Distribution): number | undefined =>
    clusters.find(({ cluster }) => cluster === first.id)?.percent;

  test('keeps its requests, and would hand on three in ten with the default: the price', () => {
    expect(share(seen(losses))).toBe(100);
    expect(share(seen(losses, true))).toBe(70);
  });
});
