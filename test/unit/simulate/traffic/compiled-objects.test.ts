import type { Loss } from '../../../../lib/simulate/traffic/loss';
import { simulateHost } from '../../../../lib/simulate/traffic/simulate-host';
import { readTraffic } from '../../../../lib/simulate/traffic/traffic-model';
import { edit, withObject, withObjects, withValue, type CompiledFleet } from '../../../support/compiled';
import { HOST, rows, shares, trafficFleet } from '../../../support/traffic-outcome';

const fleet = trafficFleet();

describe('what was compiled decides', () => {
  const lose: readonly Loss[] = [{ kind: 'cluster', cluster: 'eu' }];
  const detection = ['spec', 'trafficPolicy', 'outlierDetection'];

  test('without outlier detection a dead region keeps its share', () => {
    const [ap] = rows(lose, withObjects(fleet, edit('DestinationRule', 'stock', detection, undefined)));
    expect(ap).toEqual([
      'ap',
      { eu: 50, us: 50 },
      { eu: 50, us: 50, failed: 50 },
      { eu: 50, us: 50, failed: 50 },
    ]);
  });

  test('with an ejection of 10 % it keeps all', () => {
    const path = [...detection, 'maxEjectionPercent'];
    const [ap] = rows(lose, withObjects(fleet, edit('DestinationRule', 'stock', path, 10)));
    expect(ap?.[3]).toEqual({ eu: 100, failed: 100 });
  });

  test('the rule of the own cluster counts, not that of another', () => {
    const change = edit('DestinationRule', 'stock', detection, undefined, 'us');
    const found = simulateHost(readTraffic(withObjects(fleet, change)), { host: HOST, losses: [] });
    expect(found.map(({ cluster, rule, policy }) => [cluster, rule, policy.outlierDetection])).toEqual([
      ['ap', 'stock/stock', { maxEjectionPercent: 100, minHealthPercent: 0 }],
      ['eu', 'stock/stock', { maxEjectionPercent: 100, minHealthPercent: 0 }],
      ['us', 'stock/stock', undefined],
    ]);
  });

  test('a rule in the namespace of the caller shadows that of the host whole', () => {
    const rule = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'mine', namespace: 'web' },
      spec: { host: HOST, subsets: [{ name: 'a', labels: { app: 'stock' } }] },
    };
    const shadowed = withObject(fleet, 'ap', 'web', rule);
    const found = simulateHost(readTraffic(shadowed), { host: HOST, losses: lose });
    expect(found.map(({ namespace, rule: deciding }) => `${namespace} ${deciding}`)).toEqual([
      'web web/mine',
      'stock stock/stock',
      'web stock/stock',
    ]);
    expect(shares(found[0]?.after)).toEqual({ eu: 50, us: 50, failed: 50 });
    const unknown = rows([], shadowed, {}, { subset: 'b', clients: [{ cluster: 'ap', namespace: 'web' }] });
    expect(unknown[0]?.[1]).toEqual({ eu: 50, us: 50 });
  });

  test('a subset leaves out pods without its labels', () => {
    const path = ['spec', 'subsets'];
    const subsets = [{ name: 'eu', labels: { region: 'eu-west-1' } }];
    const cut = withObjects(fleet, edit('DestinationRule', 'stock', path, subsets));
    expect(rows([], cut, {}, { subset: 'eu' }).map(([, before]) => before)).toEqual([
      { eu: 100 },
      { eu: 100 },
      { eu: 100 },
    ]);
  });

  test('endpoints are found by the name of the port', () => {
    const renamed = withObjects(fleet, edit('Service', 'stock', ['spec', 'ports', 0, 'name'], 'web', 'eu'));
    expect(rows([], renamed)[0]?.[1]).toEqual({ us: 100 });
    expect(rows([], fleet, {}, { port: 1 }).map(([, before]) => before)).toEqual([
      { failed: 100 },
      { failed: 100 },
      { failed: 100 },
    ]);
  });

  test('the Service may prefer its zone, where no rule says otherwise', () => {
    const close = withObjects(fleet, (object) =>
      object.kind === 'DestinationRule'
        ? undefined
        : edit('Service', 'stock', ['spec', 'trafficDistribution'], 'PreferClose')(object, ''),
    );
    const gone: readonly Loss[] = [{ kind: 'pods', percent: 100, as: 'not-ready', cluster: 'us' }];
    expect(rows(gone, close)[2]).toEqual(['us', { us: 100 }, { us: 100, failed: 100 }, { eu: 100 }]);
  });

  test('the values of istiod count: locality off, a host that stays in its cluster, the switch of 1.31', () => {
    const values = (valuesObject: object): CompiledFleet => {
      const application = {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        metadata: { name: 'istiod', namespace: 'argocd' },
        spec: { source: { chart: 'istiod', helm: { valuesObject } } },
      };
      return withObject(fleet, 'us', 'stock', application as never);
    };
    const settings = [{ settings: { clusterLocal: true }, hosts: [HOST] }];
    const local = values({ meshConfig: { serviceSettings: settings } });
    const drained: readonly Loss[] = [{ kind: 'drained', region: 'us-east-1' }];
    expect(rows(drained, local)[2]?.[3]).toEqual({ failed: 100 });
    const off = withObjects(
      values({ meshConfig: { localityLbSetting: { enabled: false } } }),
      edit(
        'DestinationRule',
        'stock',
        ['spec', 'trafficPolicy', 'loadBalancer', 'localityLbSetting'],
        undefined,
      ),
    );
    // All hosts are equal, and of the gateway's two copies Envoy keeps that of the first zone.
    expect(rows([], off)[2]?.[1]).toEqual({ eu: 33.33, us: 66.67 });
    const flag = values({ pilot: { env: { PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS: 'false' } } });
    const [, , us] = simulateHost(readTraffic(flag), { host: HOST, losses: [] });
    expect(us?.policy.sendsUnhealthy).toBe(false);
  });

  test('replicas may be others than those that the manifests start with', () => {
    const half: readonly Loss[] = [
      { kind: 'pods', percent: 50, as: 'failing', cluster: 'us', zone: 'us-east-1a' },
    ];
    const replicas = (cluster: string): number | undefined => (cluster === 'us' ? 8 : undefined);
    const [, , us] = rows(half, fleet, { replicas });
    // Two of the four pods of the first zone: 70 % of its callers' requests stay in it.
    expect(us).toEqual(['us', { us: 100 }, { us: 100, failed: 25 }, { us: 100 }]);
  });

  test('an autoscaler decides where there is one, else the workload', () => {
    const alone = withObjects(fleet, (object, cluster) => {
      if (object.kind === 'HorizontalPodAutoscaler') return undefined;
      const replicas = cluster === 'eu' ? 3 : undefined;
      return object.kind === 'Deployment' ? withValue(object, ['spec', 'replicas'], replicas) : object;
    });
    const groups = readTraffic(alone).endpointsOf(HOST)?.groups ?? [];
    expect(groups.map(({ cluster, locality, total }) => `${cluster} ${locality.zone} ${total}`)).toEqual([
      'eu eu-west-1a 2',
      'eu eu-west-1b 1',
      'us us-east-1a 1',
    ]);
  });

  test('a host that istiod does not balance has no answer', () => {
    const headless = withObjects(fleet, edit('Service', 'stock', ['spec', 'clusterIP'], 'None'));
    expect(rows([], headless)).toEqual([]);
    expect(rows([], fleet, {}, { host: 'api.bank.example' })).toEqual([]);
    expect(rows([], fleet, {}, { host: 'none.stock.svc.cluster.local' })).toEqual([]);
  });
});
