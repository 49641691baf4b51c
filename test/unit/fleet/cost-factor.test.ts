import { costFactor, formatFactor } from '../../../lib/fleet/cost-factor';

const cluster = (place: string): { provider: string; region: string } => {
  const [provider = '', region = ''] = place.split(':');
  return { provider, region };
};

describe('what an arrangement costs', () => {
  it.each([
    ['aws:us-east-1', '1 times'],
    ['aws:us-east-1 aws:us-east-1', '1.5 to 2 times'],
    ['aws:us-east-1 aws:eu-west-1', '2 to 3 times'],
    ['aws:us-east-1 azure:eastus', '3 to 5 times'],
  ])('of %s is %s that of one cluster', (places, factor) => {
    expect(formatFactor(costFactor(places.split(' ').map(cluster)))).toBe(factor);
  });
});
