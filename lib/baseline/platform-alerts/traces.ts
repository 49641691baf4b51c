import { counter, gauge, type Alert } from '../../plan/alerts/alert';
import { traceExport } from '../../plan/traces';
import type { ComponentContext } from '../component';

const REFUSED = "otelcol_receiver_refused_spans{receiver='otlp'}";
const UNQUEUED = "otelcol_exporter_enqueue_failed_spans{exporter='otlphttp'}";
const UNSENT = "otelcol_exporter_send_failed_spans{exporter='otlphttp'}";

/** Whether traces get out of the cluster; all of it is missing unnoticed until somebody looks for one. */
export function traceAlerts({ cluster }: ComponentContext): readonly Alert[] {
  if (traceExport(cluster) === undefined) return [];
  const rate = (series: string): string => `(sum(rate(${series}[5m])) or vector(0))`;
  const size = "otelcol_exporter_queue_size{exporter='otlphttp',pod='otel-collector-1'}";
  const capacity = size.replace('queue_size', 'queue_capacity');
  const ready = "kube_deployment_status_replicas_available{namespace='platform',deployment='otel-collector'}";
  return [
    {
      name: 'TracesAreDropped',
      severity: 'ticket',
      expr: `${rate(REFUSED)} + ${rate(UNQUEUED)} + ${rate(UNSENT)} > 0`,
      for: '10m',
      summary: `The collector in ${cluster.id} loses {{ $value | humanize }} spans a second.`,
      fires: { at: '20m', series: [counter(UNQUEUED, 60, '20m')] },
      firesToo: [REFUSED, UNSENT].map((series) => ({ at: '20m', series: [counter(series, 60, '20m')] })),
      silent: { at: '20m', series: [counter(UNQUEUED, 0, '20m')] },
    },
    {
      name: 'TracesDoNotLeave',
      severity: 'ticket',
      expr: 'max(otelcol_exporter_queue_size / otelcol_exporter_queue_capacity) > 0.5',
      for: '10m',
      summary: `More than half of the queue of the collector in ${cluster.id} is full: the store does not take what it is sent.`,
      fires: { at: '15m', series: [gauge(size, 80, '15m'), gauge(capacity, 100, '15m')] },
      silent: { at: '15m', series: [gauge(size, 10, '15m'), gauge(capacity, 100, '15m')] },
    },
    {
      name: 'CollectorGone',
      severity: 'ticket',
      expr: `absent(${ready} > 0)`,
      for: '10m',
      summary: `No collector runs in ${cluster.id}: nothing is traced there.`,
      fires: { at: '15m', series: [gauge(ready, 0, '15m')] },
      silent: { at: '15m', series: [gauge(ready, 2, '15m')] },
    },
  ];
}
