import { capacityFleet } from '../../support/capacity-fleet';
import { miniCluster } from '../../support/mini-fleet';
import { rows, trafficFleet } from '../../support/traffic-outcome';

const drained = (id: string, region: string, number: number): string =>
  `${miniCluster(id, region, number).trimEnd()}\ntraffic: drained\n`;

/** Peak requests a second that each cluster of the worked example serves. */
function served(files: Readonly<Record<string, string>>, app?: string): Readonly<Record<string, number>> {
  const { shop } = capacityFleet({ files, fleet: 'survive: [zone]', ...(app === undefined ? {} : { app }) });
  return Object.fromEntries(shop.tiers.map(({ tier }) => [tier.cluster.id, Math.round(tier.baseRps)]));
}

describe('a drained cluster', () => {
  const eu = { 'clusters/eu.yaml': drained('eu', 'eu-west-1', 2) };

  it('gets no request, from its own callers neither, and the rest still fails over', () => {
    const fleet = trafficFleet(eu);
    expect(rows([], fleet).map(([client, before]) => [client, before])).toEqual([
      ['ap', { us: 100 }],
      ['eu', { us: 100 }],
      ['us', { us: 100 }],
    ]);
  });

  it('hands its peak to the nearest that is left', () => {
    expect(served({})).toEqual({ na: 1000, eu: 600, ap: 400 });
    expect(served(eu)).toEqual({ na: 1600, eu: 0, ap: 400 });
  });

  it('hands its peak to all that are left where records are weighted', () => {
    const weighted = 'traffic: {exposure: public, routing: weighted-global}';
    expect(served(eu, weighted)).toEqual({ na: 1429, eu: 0, ap: 571 });
  });

  it('takes over from nobody who is lost', () => {
    const { shop } = capacityFleet({ files: eu, fleet: 'survive: [region]' });
    const moves = shop.outcomes.flatMap((outcome) => outcome.moves).map(({ from, to }) => [from.id, to.id]);
    expect(moves).toEqual([
      ['ap', 'na'],
      ['na', 'ap'],
    ]);
  });
});
