import type { Inputs } from '../../config/inputs';
import type { TelemetryProfile } from './profile';
import { standardGrpcService } from './standard-grpc-service';
import { standardHttpService } from './standard-http-service';
import { standardWorker } from './standard-worker';

/** Those that are built in, by the name that contracts use. One line a profile. */
const TELEMETRY_PROFILES: Readonly<Record<string, TelemetryProfile>> = {
  'standard-http-service': standardHttpService,
  'standard-grpc-service': standardGrpcService,
  'standard-worker': standardWorker,
};

/** The profiles that apps may name: the built-in ones, or the files that take their place, and those of the fleet's own. */
export function telemetryProfiles({
  telemetryProfiles: files,
}: Pick<Inputs, 'telemetryProfiles'>): ReadonlyMap<string, TelemetryProfile> {
  const own = files.map(({ value }): [string, TelemetryProfile] => [value.name, value]);
  return new Map([...Object.entries(TELEMETRY_PROFILES), ...own]);
}
