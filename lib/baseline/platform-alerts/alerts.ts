import type { Alert } from '../../plan/alerts/alert';
import type { ComponentContext } from '../component';
import { deliveryAlerts } from './delivery';
import { fleetAlerts } from './fleet';
import { roomAlerts } from './room';
import { trustAlerts } from './trust';

/** What is recorded of all clusters together: how much slower than the fastest region each one answers. */
export const RECORDED = [
  {
    record: 'app:latency:ratio_to_fastest',
    expr: 'app:latency_seconds:p99_5m / on (namespace, service) group_left min by (namespace, service) (app:latency_seconds:p99_5m > 0)',
  },
] as const;

/** Every alert on a cluster itself. */
export function platformAlertsOf(context: ComponentContext): readonly Alert[] {
  return [
    ...deliveryAlerts(context),
    ...fleetAlerts(context),
    ...roomAlerts(context),
    ...trustAlerts(context),
  ];
}
