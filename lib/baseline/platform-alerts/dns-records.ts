import { gauge, type Alert } from '../../plan/alerts/alert';
import { hasExternalDns } from '../../plan/zone/zone-components';
import type { ComponentContext } from '../component';

/** Whether records still follow the load balancers: external-dns looks once a minute, and is retried where the zone throttles. */
export function recordAlerts({ fleet, cluster }: ComponentContext): readonly Alert[] {
  if (!hasExternalDns(fleet, cluster)) return [];
  const series = 'external_dns_controller_last_sync_timestamp_seconds';
  return [
    {
      name: 'RecordsNotWritten',
      severity: 'ticket',
      expr: `absent(${series}) or time() - max(${series}) > 900`,
      for: '15m',
      summary: `external-dns of ${cluster.id} has not brought its records up to date for half an hour: a new address would not be found.`,
      fires: { at: '40m', series: [gauge(series, 0, '40m')] },
      firesToo: [{ at: '40m', series: [] }],
      silent: { at: '40m', series: [{ series, values: '0+60x60' }] },
    },
  ];
}
