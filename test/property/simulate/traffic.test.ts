import fc from 'fast-check';
import { tierLoads } from '../../../lib/simulate/traffic/envoy-load';
import { ISTIO_1_30, ISTIO_1_31, ISTIO_1_31_READY_ONLY } from '../../../lib/simulate/traffic/istio-version';
import { sharesAfterEjection, sharesAtFirst, type Shares } from '../../../lib/simulate/traffic/shares';
import type { ClientView, EndpointGroup } from '../../../lib/simulate/traffic/view';
import { assignmentOf, client, gateway, pods, policyOf, sentTo } from '../../support/traffic-view';

const REGIONS = ['ap', 'eu', 'sa', 'us'] as const;
const ZONES = ['a', 'b', 'c'] as const;
const region = fc.constantFrom(...REGIONS);
const zone = fc.constantFrom(...ZONES);
const version = fc.constantFrom(ISTIO_1_30, ISTIO_1_31, ISTIO_1_31_READY_ONLY);

/** A region is a cluster, and a cluster a network. */
const group = fc
  .tuple(region, zone, fc.nat(9), fc.nat(9), fc.nat(9))
  .map(([where, place, total, unready, silent]): EndpointGroup => {
    const ready = Math.max(0, total - (unready > 6 ? unready : 0));
    return pods(where, `${where}/${place}`, total, { ready, answering: Math.max(0, ready - silent) });
  });
const groups = fc.uniqueArray(group, {
  maxLength: 9,
  selector: ({ cluster, locality }) => `${cluster}/${locality.zone}`,
});
const view = fc
  .tuple(region, zone, groups, fc.nat(3), fc.integer({ min: 1, max: 3 }))
  .map(([where, place, all, dead, addresses]): ClientView => ({
    ...client(where, `${where}/${place}`, all),
    gateways: REGIONS.map((one, index) => gateway(one, { addresses, failing: index < dead ? 1 : 0 })),
  }));

const successor = fc.tuple(region, region).filter(([from, to]) => from !== to);
const failover = fc
  .array(successor, { minLength: 1, maxLength: 4 })
  .map((pairs) => ({ failover: pairs.map(([from, to]) => ({ from, to })) }));
const labels = fc.constantFrom(
  'topology.istio.io/cluster',
  'topology.istio.io/cluster=eu',
  'topology.istio.io/network',
);
const failoverPriority = fc
  .array(labels, { minLength: 1, maxLength: 2 })
  .map((list) => ({ failoverPriority: list }));
const distribute = fc.tuple(fc.integer({ min: 1, max: 99 }), successor).map(([share, [one, other]]) => ({
  distribute: [{ from: '*', to: { [`${one}/*`]: share, [`${other}/*`]: 100 - share } }],
}));
const locality = fc.oneof(fc.constant(undefined), failover, failoverPriority, distribute);
const outlier = fc.record({
  maxEjectionPercent: fc.constantFrom(0, 10, 50, 100),
  minHealthPercent: fc.constantFrom(0, 0, 0, 50),
});
const policy = fc.tuple(locality, fc.option(outlier)).map(([localityLbSetting, outlierDetection]) => ({
  ...(localityLbSetting === undefined ? {} : { loadBalancer: { localityLbSetting } }),
  ...(outlierDetection === null ? {} : { outlierDetection }),
}));

function total({ hosts, unroutedPercent }: Shares): number {
  return hosts.reduce((sum, { percent }) => sum + percent, unroutedPercent);
}

describe('the shares of a client', () => {
  it('add up to all of its requests, before ejection and after', () => {
    fc.assert(
      fc.property(view, policy, version, (one, spec, istio) => {
        const assignment = assignmentOf(one, policyOf(spec, istio), istio);
        for (const shares of [sharesAtFirst(assignment), sharesAfterEjection(assignment)]) {
          expect(total(shares)).toBeCloseTo(100, 6);
          expect(shares.failedPercent).toBeLessThan(100.000001);
          for (const { percent, failedPercent } of shares.hosts) {
            expect(percent).toBeGreaterThanOrEqual(0);
            expect(failedPercent).toBeLessThanOrEqual(percent + 1e-9);
          }
        }
      }),
    );
  });

  it('are the same each time', () => {
    fc.assert(
      fc.property(view, policy, version, (one, spec, istio) => {
        const ask = (): Shares => sharesAfterEjection(assignmentOf(one, policyOf(spec, istio), istio));
        expect(ask()).toEqual(ask());
      }),
    );
  });

  it('do not depend on the order in which endpoints are known', () => {
    fc.assert(
      fc.property(view, policy, (one, spec) => {
        const percents = (from: ClientView): readonly number[] =>
          sharesAfterEjection(assignmentOf(from, policyOf(spec)))
            .hosts.map(({ percent }) => Math.round(percent * 1e6))
            .sort((a, b) => a - b);
        expect(percents({ ...one, groups: [...one.groups].reverse() })).toEqual(percents(one));
      }),
    );
  });

  it('send nothing to the dead once all of them may be ejected, unless nobody else is left or panic is asked for', () => {
    fc.assert(
      fc.property(view, locality, version, (one, localityLbSetting, istio) => {
        const spec = { loadBalancer: { localityLbSetting }, outlierDetection: { maxEjectionPercent: 100 } };
        const { hosts, unroutedPercent, failedPercent } = sharesAfterEjection(
          assignmentOf(
            one,
            policyOf(
              localityLbSetting === undefined ? { outlierDetection: spec.outlierDetection } : spec,
              istio,
            ),
            istio,
          ),
        );
        expect(failedPercent).toBe(unroutedPercent);
        const alive = hosts.some(({ hosts: { healthy, failing } }) => healthy > failing);
        expect(unroutedPercent).toBe(alive ? 0 : 100);
      }),
    );
  });

  it('never eject more than the gate lets go, nor what is well', () => {
    fc.assert(
      fc.property(view, policy, (one, spec) => {
        const { hosts } = sharesAfterEjection(assignmentOf(one, policyOf(spec)));
        const sum = (count: (share: (typeof hosts)[number]) => number): number =>
          hosts.reduce((all, share) => all + count(share), 0);
        for (const {
          ejected,
          hosts: { failing },
        } of hosts)
          expect(ejected).toBeLessThanOrEqual(failing);
        const percent = policyOf(spec).outlierDetection?.maxEjectionPercent ?? 0;
        expect(100 * sum(({ ejected }) => ejected)).toBeLessThanOrEqual(
          percent * sum((share) => share.hosts.total),
        );
      }),
    );
  });

  it('of a group do not grow with the pods of it that fail, but for the rounding of tiers', () => {
    fc.assert(
      fc.property(view, locality, fc.nat(8), (one, localityLbSetting, at) => {
        const index = one.groups.length === 0 ? 0 : at % one.groups.length;
        const chosen = one.groups[index];
        fc.pre(chosen !== undefined && chosen.answering > 0 && chosen.cluster === one.cluster);
        const worse = one.groups.map((each, place) =>
          place === index ? { ...each, answering: each.answering - 1 } : each,
        );
        const spec = {
          ...(localityLbSetting === undefined ? {} : { loadBalancer: { localityLbSetting } }),
          outlierDetection: { maxEjectionPercent: 100 },
        };
        const shareOf = (from: ClientView): number =>
          sharesAfterEjection(assignmentOf(from, policyOf(spec)))
            .hosts.filter(
              ({ hosts, place }) =>
                !hosts.isGateway && place === `${chosen?.cluster}/${chosen?.locality.zone}`,
            )
            .reduce((sum, { percent }) => sum + percent, 0);
        // What the floors leave goes to the first tier: less than a percent for each of the others.
        const tiers = Math.max(1, ...sentTo(one, policyOf(spec)).map(({ priority }) => priority + 1));
        expect(shareOf({ ...one, groups: worse })).toBeLessThanOrEqual(shareOf(one) + tiers - 1 + 1e-9);
      }),
    );
  });
});

describe('the loads of tiers', () => {
  const tiers = fc.array(
    fc.tuple(fc.nat(50), fc.nat(50)).map(([a, b]) => ({ total: Math.max(a, b), available: Math.min(a, b) })),
    { minLength: 1, maxLength: 6 },
  );

  it('are whole percentages that add up to 100', () => {
    fc.assert(
      fc.property(tiers, fc.constantFrom(0, 20, 50, 100), (counts, threshold) => {
        const loads = tierLoads(counts, threshold).map(({ percent }) => percent);
        expect(loads.every((load) => Number.isInteger(load) && load >= 0)).toBe(true);
        expect(loads.reduce((sum, load) => sum + load, 0)).toBe(100);
      }),
    );
  });

  it('leave a tier that is 72 % available with all of it', () => {
    fc.assert(
      fc.property(tiers, fc.integer({ min: 1, max: 50 }), (counts, size) => {
        const first = { total: size, available: Math.ceil(0.72 * size) };
        expect(tierLoads([first, ...counts], 50)[0]).toEqual({ percent: 100, panic: false });
      }),
    );
  });
});

describe('priorities', () => {
  it('begin at 0 and leave none out', () => {
    fc.assert(
      fc.property(view, policy, version, (one, spec, istio) => {
        const used = new Set(sentTo(one, policyOf(spec, istio), istio).map(({ priority }) => priority));
        expect([...used].sort((a, b) => a - b)).toEqual([...used].map((_, index) => index));
      }),
    );
  });
});
