import { hostOf } from '../../plan/names';
import { isCallable, type Placement } from '../../plan/placement';
import type { Measured } from '../../fleet/telemetry/profile';
import { telemetryOf } from '../../plan/telemetry/profile-of';
import type { Recording } from './objective';

/** The series that requests are counted by. */
interface Source {
  /** Counter of all requests, without braces. */
  readonly counter: string;
  /** Histogram of their duration, and how many of its units a second has. */
  readonly histogram: string;
  readonly unitsPerSecond: number;
  /** Labels of the app's own series, without braces. */
  readonly own: string;
  /** The label that says how a request ended, the pattern of its values where it failed, and an example of each. */
  readonly outcome: {
    readonly label: string;
    readonly failed: string;
    readonly bad: string;
    readonly good: string;
  };
}

/** Statuses of gRPC for which the server is to blame: unknown, deadline, unimplemented, internal, unavailable, data loss. */
const GRPC_FAILED = '2|4|12|13|14|15';
const GRPC_FAILED_NAMES = 'Unknown|DeadlineExceeded|Unimplemented|Internal|Unavailable|DataLoss';

/** Whether somebody counts the app's requests in a cluster. */
export function isCounted(placement: Placement): boolean {
  return sourceOf(placement) !== undefined;
}

/** What is recorded of every app whose requests are counted: how many there are, how many fail, how long the slow ones take. */
export function indicatorRules(placement: Placement): readonly Recording[] {
  const source = sourceOf(placement);
  if (source === undefined) return [];
  const { counter, histogram, own, outcome, unitsPerSecond } = source;
  const failed = `${outcome.label}=~'${outcome.failed}'`;
  const p99 = `histogram_quantile(0.99, sum by (le) (rate(${histogram}{${own}}[5m])))`;
  return [
    { record: 'app:requests:rate5m', expr: `sum(rate(${counter}{${own}}[5m]))` },
    { record: 'app:errors:rate5m', expr: `sum(rate(${counter}{${own},${failed}}[5m])) or vector(0)` },
    { record: 'app:latency_seconds:p99_5m', expr: unitsPerSecond === 1 ? p99 : `${p99} / ${unitsPerSecond}` },
  ];
}

/** A series of requests that succeeded and one of those that failed, for tests. */
export function testSeries(placement: Placement): readonly [good: string, bad: string] {
  const source = sourceOf(placement);
  if (source === undefined) throw new Error(`the requests of ${placement.app.name} are not counted`);
  const { counter, own, outcome } = source;
  const series = (value: string): string => `${counter}{${own},${outcome.label}='${value}'}`;
  return [series(outcome.good), series(outcome.bad)];
}

/**
 * In the mesh the proxy of the app counts, which sees what the app answered and nothing of what never arrived; outside of
 * it the app itself does, under the names of OpenTelemetry and of the usual gRPC libraries.
 */
function sourceOf(placement: Placement): Source | undefined {
  const { app, cluster, facets } = placement;
  const { measures } = telemetryOf(placement);
  if (measures === 'nothing' || !isCallable(app)) return undefined;
  if (cluster.mesh !== 'none') return ofMesh(placement, measures);
  return facets.observability.metrics === undefined ? undefined : ofApp(placement, measures);
}

function ofMesh({ app }: Placement, measures: Exclude<Measured, 'nothing'>): Source {
  return {
    counter: 'istio_requests_total',
    histogram: 'istio_request_duration_milliseconds_bucket',
    unitsPerSecond: 1000,
    own: `reporter='destination',destination_service='${hostOf(app)}'`,
    outcome:
      measures === 'http'
        ? { label: 'response_code', failed: '5..', bad: '503', good: '200' }
        : { label: 'grpc_response_status', failed: GRPC_FAILED, bad: '14', good: '0' },
  };
}

function ofApp({ app }: Placement, measures: Exclude<Measured, 'nothing'>): Source {
  const own = `namespace='${app.namespace}',service='${app.name}'`;
  if (measures === 'http')
    return {
      counter: 'http_server_request_duration_seconds_count',
      histogram: 'http_server_request_duration_seconds_bucket',
      unitsPerSecond: 1,
      own,
      outcome: { label: 'http_response_status_code', failed: '5..', bad: '503', good: '200' },
    };
  return {
    counter: 'grpc_server_handled_total',
    histogram: 'grpc_server_handling_seconds_bucket',
    unitsPerSecond: 1,
    own,
    outcome: { label: 'grpc_code', failed: GRPC_FAILED_NAMES, bad: 'Unavailable', good: 'OK' },
  };
}
