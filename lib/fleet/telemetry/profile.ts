/** What can be counted of an app: its HTTP requests, its gRPC calls, or nothing but that it runs. */
export type Measured = 'http' | 'grpc' | 'nothing';

/** What is measured of an app, and how often. Those beside this file are built in; a fleet has its own under profiles/telemetry/. */
export interface TelemetryProfile {
  readonly measures: Measured;
  /** Time between two looks at each pod. */
  readonly intervalSeconds: number;
  /** Whether the app is told where its traces go; the proxies of the mesh trace what passes them either way. */
  readonly traces: boolean;
}
