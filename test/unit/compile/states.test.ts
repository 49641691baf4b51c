import { compileAppUnits } from '../../../lib/compile/app-units';
import { compileBaselineUnits } from '../../../lib/compile/baseline-units';
import type { Unit } from '../../../lib/compile/unit';
import { miniCluster, miniFleet } from '../../support/mini-fleet';

const TOMBSTONES = `apps:
  - {name: gone, owner: shop, namespace: gone, clusters: [us, eu]}
namespaces:
  - name: gone
    owner: shop
    criticality: tier-3
    cell: default
    state: removed
    quota:
      us: {limits.memory: 1Gi, pods: "1", requests.cpu: "1", requests.memory: 1Gi}
      eu: {limits.memory: 1Gi, pods: "1", requests.cpu: "1", requests.memory: 1Gi}
`;

function units(): readonly Unit[] {
  const files = {
    'tombstones.yaml': TOMBSTONES,
    'clusters/eu.yaml': miniCluster('eu', 'eu-west-1', 2, 'state: frozen\n'),
  };
  const { plan } = miniFleet({ files });
  return [
    ...compileAppUnits(plan, { resources: {}, twice: false, report: () => undefined }),
    ...compileBaselineUnits(plan, () => undefined),
  ];
}

describe('the state of a unit', () => {
  it('is removed where a tombstone prunes it, and frozen instead where nothing may change', () => {
    const removed = units().filter(({ directory }) => directory === 'removed');
    expect(
      removed.map(({ cluster, lane, name, state }) => `${cluster} ${lane} ${name} ${state}`).sort(),
    ).toEqual([
      'eu apps gone frozen',
      'eu baseline namespace-gone frozen',
      'us apps gone removed',
      'us baseline namespace-gone removed',
    ]);
  });

  it('is frozen for every unit of a frozen cluster, and for no other', () => {
    const states = new Set(units().map(({ cluster, state }) => `${cluster} ${state}`));
    expect([...states].sort()).toEqual(['eu frozen', 'us active', 'us removed']);
  });
});
