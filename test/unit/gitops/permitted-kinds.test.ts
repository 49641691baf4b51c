import { compile } from '../../../lib/compile/compile';
import type { Unit } from '../../../lib/compile/unit';
import { APP_KINDS, BASELINE_KINDS, kindName, permittedKinds } from '../../../lib/gitops/permitted-kinds';
import { BACKED_UP } from '../../support/backed-up';
import {
  MINI_FILES,
  miniApp,
  miniCluster,
  miniFleet,
  miniGkeCluster,
  type MiniFleet,
} from '../../support/mini-fleet';

function unitsOf({ plan }: MiniFleet, id: string): readonly Unit[] {
  const { units } = compile(plan, { resources: {}, twice: false, report: () => undefined });
  return units.filter((unit) => unit.cluster === id);
}

const multiClusterServices = (kind: string): string => `multiClusterServices: ${kind}\n`;
const ACCESS =
  'access: {breakGlass: glass@example.com, groups: [{group: sellers@example.com, role: view, team: goods}]}\n';

describe('the lists of kinds', () => {
  const DATABASE =
    '{name: db, cidrs: [10.9.0.0/24], port: 5432, host: db.example.net, endpoints: {us-east-1: 10.9.0.4}}';
  const services = [
    '{route53: {hostedZone: Z0123456789MINI}}',
    '{trafficManager: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: entry}}',
    '{frontDoor: {subscription: 00000000-0000-4000-8000-000000000001, resourceGroup: entry, keeper: eu}}',
  ];
  const google = `${MINI_FILES['fleet.yaml'] ?? ''}entry: {gkeGateway: {configCluster: us, addressName: entry, address: 203.0.113.10}}\n`;
  const exporting = ['upstream', 'gke'].map((kind) => ({
    ...(kind === 'gke' ? { 'fleet.yaml': google } : {}),
    'clusters/us.yaml': miniGkeCluster('us', 'us-east1', 1, multiClusterServices(kind) + ACCESS),
    'clusters/eu.yaml': miniGkeCluster('eu', 'europe-west1', 2, multiClusterServices(kind)),
    'apps/web/app.yaml': miniApp(
      'web',
      'shop',
      'regions: [gcp:us-east1]\ntraffic: {exposure: public}\ncalls: {to: [stock]}',
    ),
    'apps/stock/app.yaml': miniApp(
      'stock',
      'goods',
      'regions: [gcp:us-east1, gcp:europe-west1]\ncalls: {from: [web]}',
    ),
  }));
  const CERTIFICATES = `dnsZone: {provider: aws, account: '444455556666', id: Z0123456789MINI}
baseline:
  ingress-gateway: {certificateIssuer: public}
  cert-manager: {issuers: {public: {server: https://acme.example.com/directory}}}
`;
  const units = services.flatMap((entry, index) => {
    const all = miniFleet({
      files: {
        'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}entry: ${entry}
${CERTIFICATES}`,
        'apps/stock/app.yaml': (MINI_FILES['apps/stock/app.yaml'] ?? '').replace(
          'calls: {from: [web]}',
          `calls: {from: [web], external: [${DATABASE}]}`,
        ),
      },
    });
    const more = miniFleet({ files: exporting[index] ?? {} });
    return [all, more].flatMap((fleet) => [...unitsOf(fleet, 'us'), ...unitsOf(fleet, 'eu')]);
  });
  const held = miniFleet({
    files: {
      'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}survive: [region]\n`,
      'clusters/us.yaml': BACKED_UP['clusters/us.yaml'],
      'clusters/eu.yaml': miniCluster('eu', 'eu-west-1', 2, 'capacityBuffer: capacity-buffer\n'),
      'apps/stock/app.yaml': miniApp(
        'stock',
        'goods',
        'regions: [aws:us-east-1, aws:eu-west-1]\ncalls: {from: [web]}\ndata: {rto: 3m}',
      ).replace(
        'maxReplicasPerRegion: 4}',
        'maxReplicasPerRegion: 20, start: 40s, resources: {cpu: 1400m, memory: 1Gi}, load: {rpsPerReplica: 50, peakRps: {us-east-1: 300, eu-west-1: 300}}, secrets: [{name: keys, mountPath: /etc/keys}]}',
      ),
    },
  });
  const namespaced = (lane: string): string[] =>
    [...units, ...unitsOf(held, 'us'), ...unitsOf(held, 'eu')]
      .filter((unit) => unit.lane === lane && unit.project !== 'baseline-charts')
      .flatMap((unit) => unit.objects)
      .filter((object) => object.metadata.namespace !== undefined)
      .map(kindName);

  test('hold every kind that compiling gives, so that a kind that leaves one cluster can still be pruned', () => {
    expect(new Set(BASELINE_KINDS)).toEqual(new Set(namespaced('baseline')));
    expect(new Set(APP_KINDS)).toEqual(new Set(namespaced('apps')));
  });

  test('become group and kind, each once, in order', () => {
    expect(
      permittedKinds(['Service', 'HTTPRoute.gateway.networking.k8s.io', 'Deployment.apps', 'Service']),
    ).toEqual([
      { group: '', kind: 'Service' },
      { group: 'apps', kind: 'Deployment' },
      { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' },
    ]);
  });
});
