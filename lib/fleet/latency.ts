import type { FleetInput } from '../config/fleet-schema';
import { regionFacts } from '../providers';
import {
  estimateLatency,
  latencyKey,
  measuredLatency,
  sameCityLatency,
  type Latency,
} from '../providers/latency';

/** Round trips between regions: those that the fleet declares, then published ones, then those between the same cities, then an estimate by distance. */
export function latencyTable(declared: FleetInput['latency']): (from: string, to: string) => Latency {
  const overrides = new Map(declared.map((row) => [latencyKey(...row.between), row]));
  const known = new Map<string, Latency>();
  const compute = (from: string, to: string): Latency => {
    if (from === to) return { milliseconds: 1, source: 'same-region' };
    const override = overrides.get(latencyKey(from, to));
    if (override !== undefined)
      return { milliseconds: override.milliseconds, source: 'declared', origin: override.source };
    const measured = measuredLatency(from, to);
    if (measured !== undefined) return { milliseconds: measured, source: 'measured' };
    const [a, b] = [regionFacts(from), regionFacts(to)];
    if (a === undefined || b === undefined)
      return { milliseconds: Number.MAX_SAFE_INTEGER, source: 'estimated' };
    const sameCity = sameCityLatency(a, b, regionFacts);
    if (sameCity !== undefined) return { milliseconds: sameCity, source: 'same-city' };
    return { milliseconds: estimateLatency(a, b), source: 'estimated' };
  };
  return (from, to) => {
    const key = latencyKey(from, to);
    const latency = known.get(key) ?? compute(from, to);
    known.set(key, latency);
    return latency;
  };
}
