import { metricsServer } from '../../../lib/baseline/metrics-server/component';
import { componentsOf } from '../../../lib/compile/baseline-units';
import { compileObjects } from '../../../lib/compile/compile-objects';
import {
  MINI_FILES,
  miniAksCluster,
  miniFleet,
  miniGkeCluster,
  type MiniFleet,
} from '../../support/mini-fleet';

function fleetWith(more = ''): MiniFleet {
  return miniFleet({
    files: {
      'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}${more}`,
      'clusters/we.yaml': miniAksCluster('we', 'westeurope', 3),
      'clusters/be.yaml': miniGkeCluster('be', 'europe-west1', 4),
    },
  });
}

const fleet = fleetWith();

describe('metrics-server', () => {
  const has = (from: MiniFleet, id: string): boolean =>
    componentsOf({ fleet: from.fleet, plan: from.plan, cluster: from.cluster(id) }).includes(metricsServer);

  test('is installed where the service brings none, and nobody else does', () => {
    expect(['us', 'eu', 'we', 'be'].map((id) => has(fleet, id))).toEqual([true, true, false, false]);
    expect(has(fleetWith('baseline: {metrics-server: {install: false}}\n'), 'us')).toBe(false);
  });

  test('comes from the mirror, twice, into the namespace of Kubernetes', () => {
    const context = { fleet: fleet.fleet, plan: fleet.plan, cluster: fleet.cluster('us') };
    const [object] = compileObjects('test', (scope) => metricsServer.build(scope, context));
    expect(object?.['spec']).toMatchObject({
      source: {
        chart: 'metrics-server',
        repoURL: 'registry.example.com/metrics-server/charts',
        helm: {
          valuesObject: {
            image: { repository: 'registry.example.com/metrics-server/metrics-server' },
            replicas: 2,
          },
        },
      },
      destination: { name: 'us', namespace: 'kube-system' },
    });
  });
});
