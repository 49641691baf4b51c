import type { TelemetryProfile } from './profile';

/** A process that nobody calls, or that is spoken to in another way: only that it runs can be seen from outside. */
export const standardWorker: TelemetryProfile = { measures: 'nothing', intervalSeconds: 30, traces: true };
