import { latencyTable } from '../../../lib/fleet/latency';

const ROW = { between: ['eu-west-1', 'us-east-1'] as [string, string], milliseconds: 42, source: 'ours' };

describe('the round trip between two regions', () => {
  const latency = latencyTable([ROW]);

  it('is what the fleet declares, from either end', () => {
    expect(latency('eu-west-1', 'us-east-1')).toEqual({
      milliseconds: 42,
      source: 'declared',
      origin: 'ours',
    });
    expect(latency('us-east-1', 'eu-west-1')).toEqual({
      milliseconds: 42,
      source: 'declared',
      origin: 'ours',
    });
  });

  it('is else the published one', () => {
    expect(latencyTable([])('us-east-1', 'eu-west-1')).toEqual({ milliseconds: 70, source: 'measured' });
  });

  it('is else estimated from the distance', () => {
    const { milliseconds, source } = latency('eu-south-1', 'sa-east-1');
    expect(source).toBe('estimated');
    expect(milliseconds).toBeGreaterThan(100);
    expect(milliseconds).toBeLessThan(300);
  });

  it('crosses providers', () => {
    expect(latency('us-east-1', 'eastus').milliseconds).toBeLessThan(
      latency('us-east-1', 'westeurope').milliseconds,
    );
  });

  it('is next to nothing within one region', () => {
    expect(latency('us-east-1', 'us-east-1')).toEqual({ milliseconds: 1, source: 'same-region' });
  });
});
