import fc from 'fast-check';
import type { Cluster } from '../../../lib/fleet/fleet';
import { appCapacity, type AppCapacity } from '../../../lib/plan/capacity/app-capacity';
import type { Absorption } from '../../../lib/plan/capacity/absorption';
import { appContext, outcomeOf, type LossOutcome } from '../../../lib/plan/capacity/outcome';
import { lossesOf, type Loss } from '../../../lib/plan/losses';
import { capacityFleet, REGIONS, WORKED_LOAD } from '../../support/capacity-fleet';

const SEVERAL = 'survive: [zone, cluster, region, zone-and-region, region-pair]';
const BASE = capacityFleet({ fleet: SEVERAL, runtime: WORKED_LOAD });

const peaks = fc.tuple(...REGIONS.map(() => fc.integer({ min: 0, max: 5000 })));
const absorption = fc.constantFrom<Absorption>('nearest', 'proportional');
const figures = fc.record({
  rps: fc.integer({ min: 1, max: 400 }),
  target: fc.integer({ min: 30, max: 85 }),
});

/** The base with other loads, without reading a repository for each. */
function planned(
  rps: readonly number[],
  way: Absorption,
  { rps: each, target }: { rps: number; target: number },
): AppCapacity {
  const context = appContext(BASE.shop.plan, BASE.plan.fleet, way);
  const tiers = context.tiers?.map((tier) => ({
    ...tier,
    figures: { ...tier.figures, rpsPerReplica: each, target: target / 100 },
    baseRps: rps[REGIONS.findIndex((region) => region === tier.cluster.region)] ?? 0,
  }));
  const base = new Map(tiers?.map((tier) => [tier.cluster, tier.baseRps]));
  const routing = { ...context.routing, baseRps: (cluster: Cluster) => base.get(cluster) ?? 0 };
  return appCapacity({ ...context, tiers, routing }, lossesOf(BASE.plan.fleet));
}

function outcomes(capacity: AppCapacity): readonly (readonly [Loss, LossOutcome])[] {
  return lossesOf(BASE.plan.fleet).map((loss) => [loss, outcomeOf(capacity.context, loss)]);
}

describe('the capacity plan', () => {
  it('loses no request and invents none: what moves is what was lost', () => {
    fc.assert(
      fc.property(peaks, absorption, figures, (rps, way, replica) => {
        const capacity = planned(rps, way, replica);
        for (const [loss, { moves }] of outcomes(capacity)) {
          const lost = (capacity.context.tiers ?? []).filter(({ cluster }) => loss.clusters.has(cluster.id));
          const before = lost.reduce((sum, { baseRps }) => sum + baseRps, 0);
          expect(moves.reduce((sum, move) => sum + (move.rps ?? NaN), 0)).toBeCloseTo(before, 6);
          expect(moves.some(({ to }) => loss.clusters.has(to.id))).toBe(false);
        }
      }),
    );
  });

  it('never asks for fewer replicas when a peak rises', () => {
    fc.assert(
      fc.property(
        peaks,
        fc.nat({ max: 2 }),
        fc.integer({ min: 0, max: 1000 }),
        figures,
        (rps, which, more, replica) => {
          const higher = rps.map((figure, index) => (index === which ? figure + more : figure));
          const [before, after] = [rps, higher].map((list) => planned(list, 'nearest', replica).tiers);
          for (const [index, tier] of (before ?? []).entries()) {
            expect(after?.[index]?.after).toBeGreaterThanOrEqual(tier.after);
          }
        },
      ),
    );
  });

  it('never asks for fewer when two regions may be lost than when one is', () => {
    fc.assert(
      fc.property(peaks, figures, (rps, replica) => {
        const { context } = planned(rps, 'nearest', replica);
        const kinds = lossesOf(BASE.plan.fleet);
        const one = appCapacity(
          context,
          kinds.filter(({ kind }) => kind === 'region'),
        );
        const two = appCapacity(
          context,
          kinds.filter(({ kind }) => kind === 'region' || kind === 'region-pair'),
        );
        for (const [index, tier] of one.tiers.entries())
          expect(two.tiers[index]?.after).toBeGreaterThanOrEqual(tier.after);
      }),
    );
  });

  it('allows at least what is needed, and enough stays below the target', () => {
    fc.assert(
      fc.property(peaks, absorption, figures, (rps, way, replica) => {
        const survivors = outcomes(planned(rps, way, replica)).flatMap(([, outcome]) => outcome.survivors);
        for (const { needed, allowance, tier } of survivors)
          expect(Math.max(allowance, tier.minReplicas)).toBeGreaterThanOrEqual(needed);
        const fitting = survivors.filter(({ allowance, tier }) => allowance <= tier.maxReplicas);
        for (const { tier, utilisationAfter } of fitting)
          expect(utilisationAfter).toBeLessThanOrEqual(tier.figures.target + 1e-9);
      }),
    );
  });
});
