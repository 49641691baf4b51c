import type { TelemetryProfile } from './profile';
import { standardGrpcService } from './profiles/standard-grpc-service';
import { standardHttpService } from './profiles/standard-http-service';
import { standardWorker } from './profiles/standard-worker';

/** Every telemetry profile, by the name that contracts use. One line a profile. */
export const TELEMETRY_PROFILES: Readonly<Record<string, TelemetryProfile>> = {
  'standard-http-service': standardHttpService,
  'standard-grpc-service': standardGrpcService,
  'standard-worker': standardWorker,
};
