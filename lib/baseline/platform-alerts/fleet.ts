import { counter, gauge, type Alert } from '../../plan/alerts/alert';
import { hostOf } from '../../plan/names';
import { watchedBy } from '../../plan/peers';
import type { ComponentContext } from '../component';

/** What one cluster notices of the others. */
export function fleetAlerts(context: ComponentContext): readonly Alert[] {
  return [...silences(context), ...leaving(context), uneven(context)];
}

/** A dead man's switch: a series that moves as long as rules are evaluated there, and the way to it is open. */
function silences({ fleet, cluster }: ComponentContext): readonly Alert[] {
  const watched = watchedBy(fleet, cluster).map(({ id }) => id);
  return watched.map((id): Alert => {
    const series = `meridian:heartbeat:timestamp{cluster='${id}'}`;
    return {
      name: 'RegionSilent',
      severity: 'page',
      expr: `absent(${series}) or time() - ${series} > 300`,
      for: '5m',
      // Who is silent; `cluster` is who noticed it.
      labels: { silent: id },
      summary: `${cluster.id} has heard nothing from the Prometheus of ${id} for minutes: no alert comes from there now.`,
      fires: { at: '30m', series: silencesBut(watched, id, '30m') },
      firesToo: [
        {
          at: '30m',
          series: silencesBut(
            watched.filter((other) => other !== id),
            undefined,
            '30m',
          ),
        },
      ],
      silent: { at: '30m', series: silencesBut(watched, undefined, '30m') },
    };
  });
}

function silencesBut(
  watched: readonly string[],
  silent: string | undefined,
  at: string,
): Alert['fires']['series'] {
  return watched.map((id) => {
    const series = `meridian:heartbeat:timestamp{cluster='${id}'}`;
    return id === silent ? gauge(series, 0, at) : { series, values: '0+60x60' };
  });
}

/** Requests that leave for another cluster although the app is here: failover, as it happens. */
function leaving({ plan, cluster }: ComponentContext): readonly Alert[] {
  const served = plan.apps.filter(
    ({ app, placed, locality }) =>
      locality.kind === 'nearest' && placed.includes(cluster) && app.facets.traffic.exposure !== 'none',
  );
  if (cluster.mesh === 'none' || served.length === 0 || cluster.drained) return [];
  const hosts = served.map(({ app }) => hostOf(app));
  const own = "reporter='source'";
  const away = `destination_cluster!~'${cluster.id}|unknown'`;
  const total = 'istio_requests_total';
  const by = 'sum by (destination_service)';
  const all = `${total}{${own},destination_service=~'${hosts.join('|')}'}`;
  const series = (to: string): string =>
    `${total}{${own},destination_service='${hosts[0] ?? ''}',destination_cluster='${to}'}`;
  return [
    {
      name: 'RequestsLeaveTheRegion',
      severity: 'ticket',
      expr: `${by} (rate(${all.replace('}', `,${away}}`)}[5m])) / ${by} (rate(${all}[5m])) > 0.1`,
      for: '5m',
      summary: `{{ $value | humanizePercentage }} of the requests in ${cluster.id} to {{ $labels.destination_service }} are answered elsewhere.`,
      fires: { at: '15m', series: [counter(series('elsewhere'), 60, '15m')] },
      silent: { at: '15m', series: [counter(series(cluster.id), 60, '15m')] },
    },
  ];
}

function uneven({ cluster }: ComponentContext): Alert {
  const p99 = (id: string): string =>
    `app:latency_seconds:p99_5m{cluster='${id}',namespace='shop',service='shop'}`;
  return {
    name: 'LatencyUneven',
    severity: 'ticket',
    expr: `app:latency:ratio_to_fastest{cluster='${cluster.id}'} > 3 and app:latency_seconds:p99_5m{cluster='${cluster.id}'} > 0.25`,
    for: '30m',
    summary: `{{ $labels.service }} answers {{ $value | humanize }} times slower in ${cluster.id} than in its fastest region.`,
    fires: { at: '40m', series: [gauge(p99(cluster.id), 2, '40m'), gauge(p99('another'), 0.2, '40m')] },
    silent: { at: '40m', series: [gauge(p99(cluster.id), 0.3, '40m'), gauge(p99('another'), 0.2, '40m')] },
  };
}
