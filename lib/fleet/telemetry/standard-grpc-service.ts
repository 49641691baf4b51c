import type { TelemetryProfile } from './profile';

/** A service that answers gRPC, whose failures have an HTTP status of 200 and a status of their own. */
export const standardGrpcService: TelemetryProfile = { measures: 'grpc', intervalSeconds: 30, traces: true };
