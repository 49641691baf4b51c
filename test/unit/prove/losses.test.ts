import { namedLoss, lossNames } from '../../../lib/prove/named-loss';
import { proofLosses } from '../../../lib/prove/proof-losses';
import { MINI_FILES, miniCluster, miniFleet } from '../../support/mini-fleet';

const US2 = { 'clusters/us2.yaml': miniCluster('us2', 'us-east-1', 3) };

function fleetOf(
  survive: string,
  files: Readonly<Record<string, string>> = {},
): ReturnType<typeof miniFleet>['fleet'] {
  return miniFleet({
    files: { 'fleet.yaml': `${MINI_FILES['fleet.yaml']}survive: [${survive}]\n`, ...files },
  }).fleet;
}

describe('the losses of a proof', () => {
  const told = (fleet: ReturnType<typeof fleetOf>): readonly string[] =>
    proofLosses(fleet).map(({ name, also, declared }) =>
      [name, ...also, ...(declared ? [] : ['undeclared'])].join(' = '),
    );

  test('are those to survive, each once, whole regions first', () => {
    expect(told(fleetOf('zone, cluster, region'))).toEqual([
      'region eu-west-1 = cluster eu',
      'region us-east-1 = cluster us',
      'a zone of eu-west-1',
      'a zone of us-east-1',
    ]);
  });

  test('keep a cluster apart from its region where that has another', () => {
    expect(told(fleetOf('cluster, region', US2))).toContain('region us-east-1');
    expect(told(fleetOf('cluster, region', US2))).toContain('cluster us2');
  });

  test('hold every region, whether it is to be survived or not', () => {
    expect(told(fleetOf('zone'))).toEqual([
      'region eu-west-1 = undeclared',
      'region us-east-1 = undeclared',
      'a zone of eu-west-1',
      'a zone of us-east-1',
    ]);
  });

  test('strike whole clusters, and one zone in each of the other regions', () => {
    const [loss] = proofLosses(fleetOf('zone-and-region'));
    expect(loss?.struck).toEqual([
      { kind: 'cluster', cluster: 'eu' },
      { kind: 'zone', region: 'us-east-1', zone: 'us-east-1a' },
    ]);
  });
});

describe('a loss by its name', () => {
  const fleet = fleetOf('region', US2);

  test.each([
    ['us-east-1', [{ kind: 'region', region: 'us-east-1' }], ['us', 'us2']],
    ['us2', [{ kind: 'cluster', cluster: 'us2' }], ['us2']],
    ['us-east-1a', [{ kind: 'zone', region: 'us-east-1', zone: 'us-east-1a' }], []],
    ['aws', [{ kind: 'provider', provider: 'aws' }], ['eu', 'us', 'us2']],
    ['gateway:us', [{ kind: 'gateway', cluster: 'us' }], []],
    ['istiod:us', [{ kind: 'istiod', cluster: 'us' }], []],
  ])('%s', (name, struck, gone) => {
    const found = namedLoss([name], fleet);
    expect(found.struck).toEqual(struck);
    expect([...found.loss.clusters]).toEqual(gone);
    expect(lossNames(fleet)).toContain(name);
  });

  test('all zones of a region are the region', () => {
    const { loss, struck } = namedLoss(['us-east-1a', 'us-east-1b'], fleet);
    expect([...loss.clusters]).toEqual(['us', 'us2']);
    expect(struck).toContainEqual({ kind: 'cluster', cluster: 'us2' });
  });

  test('one zone of two leaves the cluster', () => {
    const { loss } = namedLoss(['us-east-1b'], fleet);
    expect(fleet.clusters.filter(loss.takesZoneOf).map(({ id }) => id)).toEqual(['us', 'us2']);
  });
});
