import { waysOutAreOpen } from '../../../../lib/lint/rules/ways-out-are-open';
import {
  compileMini,
  findingsOf,
  sentencesOf,
  withObjects,
  type CompiledFleet,
} from '../../../support/compiled';
import {
  MINI_FILES,
  miniAksCluster,
  miniApp,
  miniCluster,
  miniGkeCluster,
} from '../../../support/mini-fleet';

const ASKS = `calls: {external: [{name: ledger, cidrs: [203.0.113.0/28], port: 5432}]}
identity: {cloudPermissionsProfile: web}`;

function inCloud(cluster: string, place: string): CompiledFleet {
  return compileMini({
    'clusters/us.yaml': cluster,
    'clusters/eu.yaml': undefined,
    'apps/web/app.yaml': miniApp('web', 'shop', `regions: ['${place}']\n${ASKS}`),
    'apps/stock/app.yaml': undefined,
    'apps/stock/releases.yaml': undefined,
  });
}

const networks = 'networks:\n  privateEndpoints: [10.1.9.0/24]';
const CLOUDS: readonly (readonly [string, CompiledFleet])[] = [
  ['EKS', inCloud(miniCluster('us', 'us-east-1', 1).replace('networks:', networks), 'aws:us-east-1')],
  [
    'EKS by IRSA',
    inCloud(miniCluster('us', 'us-east-1', 1).replace('eks-pod-identity', 'irsa'), 'aws:us-east-1'),
  ],
  ['AKS', inCloud(miniAksCluster('us', 'westeurope', 1), 'azure:westeurope')],
  [
    'GKE',
    inCloud(
      miniGkeCluster('us', 'us-east4', 1).replace('gke-gateway-multicluster', 'gke-gateway'),
      'gcp:us-east4',
    ),
  ],
];

function without(fleet: CompiledFleet, name: string): CompiledFleet {
  return withObjects(fleet, (object) =>
    object.kind === 'NetworkPolicy' && object.metadata.name === name ? undefined : object,
  );
}

describe('what an app counts on outside is within its reach', () => {
  test.each(CLOUDS)('on %s as it was written', (_, fleet) => {
    expect(findingsOf(waysOutAreOpen, fleet)).toEqual([]);
  });

  test.each(CLOUDS)('on %s, and the cloud is missed', (_, fleet) => {
    const sentences = sentencesOf(waysOutAreOpen, without(fleet, 'allow-cloud'));
    expect(sentences).toContainEqual(
      expect.stringContaining(
        'do not get to the APIs of the cloud on port 443: the way ends at egress of web in us',
      ),
    );
  });

  test('names are missed', () => {
    const mini = compileMini({ 'apps/stock/app.yaml': MINI_FILES['apps/stock/app.yaml'] });
    expect(sentencesOf(waysOutAreOpen, without(mini, 'allow-dns'))).toContainEqual(
      expect.stringContaining('do not get to the names of the cluster on port 53'),
    );
  });

  test('what the contract calls is missed', () => {
    const [[, eks] = ['', compileMini()]] = CLOUDS;
    expect(sentencesOf(waysOutAreOpen, without(eks, 'web-egress'))).toEqual([
      expect.stringContaining('do not get to ledger on port 5432'),
    ]);
  });
});
