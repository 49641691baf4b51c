import fc from 'fast-check';
import { latencyTable } from '../../../lib/fleet/latency';
import { orderFor } from '../../../lib/plan/failover-order';
import { PROVIDERS } from '../../../lib/providers';

const REGIONS = Object.values(PROVIDERS).flatMap(({ regions }) => Object.keys(regions));
const region = fc.constantFrom(...REGIONS);
const serving = fc.uniqueArray(region, { minLength: 1, maxLength: 8 });

describe('the failover order of a client', () => {
  const fleet = { latency: latencyTable([]) };

  it('is a permutation of the regions that serve', () => {
    fc.assert(
      fc.property(region, serving, (client, regions) => {
        expect([...orderFor(client, regions, fleet)].sort()).toEqual([...regions].sort());
      }),
    );
  });

  it('begins with its own region, where that serves', () => {
    fc.assert(
      fc.property(serving, (regions) => {
        const [client = ''] = regions;
        expect(orderFor(client, regions, fleet)[0]).toBe(client);
      }),
    );
  });

  it('does not depend on the order in which the regions are given', () => {
    fc.assert(
      fc.property(region, serving, (client, regions) => {
        expect(orderFor(client, [...regions].reverse(), fleet)).toEqual(orderFor(client, regions, fleet));
      }),
    );
  });

  it('never goes to a farther region before a nearer one', () => {
    fc.assert(
      fc.property(region, serving, (client, regions) => {
        const costs = orderFor(client, regions, fleet).map((to) => fleet.latency(client, to).milliseconds);
        expect(costs).toEqual([...costs].sort((a, b) => a - b));
      }),
    );
  });
});
