import {
  aliveWithoutZone,
  doublings,
  headroom,
  loadFactor,
  replicasAtTarget,
  staticReplicas,
  steadyCeiling,
  utilisation,
  zoneFactor,
} from '../../../../lib/plan/capacity/replicas';

const FIGURES = { rpsPerReplica: 50, target: 0.6, ceiling: 0.85 };

describe('the arithmetic of replicas', () => {
  it('rounds up to whole replicas, and not by the last bit of a float', () => {
    expect([0, 30, 31, 1000, 600, 400].map((rps) => replicasAtTarget(rps, FIGURES))).toEqual([
      0, 1, 2, 34, 20, 14,
    ]);
  });

  it('carries a load at the ceiling without waiting for anything', () => {
    expect([1600, 400].map((rps) => staticReplicas(rps, FIGURES))).toEqual([38, 10]);
  });

  it('says how full replicas are, and that none cannot carry anything', () => {
    expect([utilisation(1000, 34, FIGURES), utilisation(1, 0, FIGURES), utilisation(0, 0, FIGURES)]).toEqual([
      1000 / 1700,
      Infinity,
      0,
    ]);
  });

  it('has no load factor where a tier has no load of its own', () => {
    expect([loadFactor(1600, 1000), loadFactor(1600, 0)]).toEqual([1.6, undefined]);
  });

  it('leaves as much use day by day as the worst loss permits, and never more than the ceiling', () => {
    const shares = [1.6, 1600 / 600, 1, 0].map((factor) => steadyCeiling(factor, FIGURES).toFixed(2));
    expect(shares).toEqual(['0.53', '0.32', '0.85', '0.85']);
  });

  it('holds ready what a loss needs beyond what runs', () => {
    expect([headroom(34, 54), headroom(20, 54), headroom(14, 14), headroom(0, 5)]).toEqual([
      { replicas: 20, percent: 59 },
      { replicas: 34, percent: 170 },
      { replicas: 0, percent: 0 },
      { replicas: 5, percent: 0 },
    ]);
  });

  it('allows for a zone that is gone', () => {
    expect([0, 1, 2, 3].map(zoneFactor)).toEqual([1, 1, 2, 1.5]);
    expect([aliveWithoutZone(9, 3), aliveWithoutZone(10, 3), aliveWithoutZone(4, 0)]).toEqual([6, 6, 4]);
  });

  it('counts how often an autoscaler doubles', () => {
    expect([doublings(24, 67), doublings(34, 54), doublings(5, 5), doublings(0, 4)]).toEqual([2, 1, 0, 2]);
  });
});
