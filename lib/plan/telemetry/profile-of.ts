import type { TelemetryProfile } from '../../fleet/telemetry/profile';
import type { Placement } from '../placement';

/** What is measured of an app in a cluster; no plan is made of an app that names a profile which is not there. */
export function telemetryOf({
  app,
  fleet,
  facets,
}: Pick<Placement, 'app' | 'facets' | 'fleet'>): TelemetryProfile {
  const profile = fleet.telemetryProfiles.get(facets.observability.telemetryProfile);
  if (profile === undefined) throw new Error(`the telemetry profile of ${app.name} was not checked`);
  return profile;
}
