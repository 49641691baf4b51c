import { checkVanished } from '../../../lib/output/check-vanished';
import type { ExistingUnit } from '../../../lib/output/existing-tree';

function existing(cluster: string, name: string, more: Partial<ExistingUnit> = {}): ExistingUnit {
  const path = `${cluster}/units/apps/${name}.yaml`;
  return { cluster, lane: 'apps', name, path, objects: [], emptied: false, ...more };
}

const known = {
  units: [{ cluster: 'us', lane: 'apps', name: 'web' }],
  clusters: ['us'],
  removedClusters: [],
  outside: [],
};

describe('checkVanished', () => {
  it('names units and clusters that nobody knows any more', () => {
    const units = [existing('us', 'web'), existing('us', 'gone'), existing('eu', 'web')];
    expect(checkVanished(units, known).map(({ message }) => message)).toEqual([
      'the output holds the cluster eu, which is in neither the inputs nor tombstones.yaml',
      'the unit gone of us (us/units/apps/gone.yaml) is in neither the inputs nor tombstones.yaml',
    ]);
  });

  it('lets a unit go that its tombstone emptied', () => {
    expect(checkVanished([existing('us', 'gone', { emptied: true })], known)).toEqual([]);
  });
});
