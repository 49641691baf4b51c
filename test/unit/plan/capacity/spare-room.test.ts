import type { SpareRoom } from '../../../../lib/plan/capacity/room';
import type { Plan } from '../../../../lib/plan/plan';
import { capacityFleet, type CapacityCase } from '../../../support/capacity-fleet';
import { miniCluster } from '../../../support/mini-fleet';

const LOAD = 'load: {rpsPerReplica: 50, peakRps: {us-east-1: 1000, eu-west-1: 600, ap-southeast-1: 400}}';

/** 9 ejection + 30 scaling + 120 node start + 40 pod start + 30 warm-up: late by the start of nodes. */
const LATE: CapacityCase = {
  fleet: 'survive: [region]',
  runtime: `${LOAD}\nstart: 40s\nresources: {cpu: 1400m, memory: 1Gi}`,
  app: 'data: {rto: 3m}',
};

function rooms(test: CapacityCase): Record<string, number> {
  const { plan } = capacityFleet(test);
  return Object.fromEntries([...plan.spareRooms.values()].map(({ cluster, nodes }) => [cluster.id, nodes]));
}

function clusters(more: string): Record<string, string> {
  const rows = [
    ['na', 'us-east-1'],
    ['eu', 'eu-west-1'],
    ['ap', 'ap-southeast-1'],
  ] as const;
  return Object.fromEntries(
    rows.map(([id, region], index) => {
      const text = miniCluster(id, region, index + 1, more);
      return [`clusters/${id}.yaml`, text.replace('cpu: 64, memory: 256Gi', 'cpu: 4000, memory: 16Ti')];
    }),
  );
}

function codesOf(test: CapacityCase): string {
  try {
    return capacityFleet(test).codes.join(' ');
  } catch (error) {
    return String(error);
  }
}

describe('room that is held ready', () => {
  it('is whole nodes for the replicas that a loss adds, as many in every zone, where an RTO needs them', () => {
    // 34 more replicas of 1500m, 5 of which fit beside the daemons: 7 nodes, and two zones make it 8. In the other
    // direction 34 run and 20 come: 4 nodes.
    expect(rooms(LATE)).toEqual({ eu: 8, na: 4 });
  });

  it('is nowhere where replicas may wait for nodes, or nobody promised a time', () => {
    expect(rooms({ ...LATE, app: 'data: {rto: 4m}' })).toEqual({});
    expect(rooms({ ...LATE, app: '' })).toEqual({});
  });

  it('is not held where the cluster has no way to, and then the app is late', () => {
    expect(codesOf({ ...LATE, files: clusters('capacityBuffer: none\n') })).toContain('plan/rto-too-short');
  });

  it('helps nobody who is late for another reason', () => {
    expect(codesOf({ ...LATE, app: 'data: {rto: 1m}' })).toContain('plan/rto-too-short');
  });

  it('counts among what the cluster must be able to hold', () => {
    const files = { 'clusters/eu.yaml': miniCluster('eu', 'eu-west-1', 2).replace('cpu: 64', 'cpu: 90') };
    const test = { ...LATE, files: { ...clusters(''), ...files } };
    expect(codesOf(test)).toContain('at the peak, with 8 nodes held ready, eu needs');
  });

  it('is for the largest loss that wants it, and says nothing of one that nobody planned for', () => {
    const { plan, loss } = capacityFleet({ ...LATE, fleet: 'survive: [region, region-pair]' });
    const { carries, nodes } = roomIn(plan, 'eu');
    const both = loss('ap-southeast-1 and us-east-1');
    // 47 more replicas: 10 nodes.
    expect([nodes, carries(both), carries(loss('us-east-1'))]).toEqual([10, true, true]);
    expect(carries({ ...both, name: 'the east-west gateway of na' })).toBe(false);
  });
});

function roomIn({ spareRooms }: Plan, cluster: string): SpareRoom {
  const room = spareRooms.get(cluster);
  if (room === undefined) throw new Error(`${cluster} holds no room`);
  return room;
}
