import type { TelemetryProfile } from './profile';

/** A service that answers HTTP: a status of 500 and above is an error. */
export const standardHttpService: TelemetryProfile = { measures: 'http', intervalSeconds: 30, traces: true };
