import type { Alert } from '../../plan/alerts/alert';
import type { ComponentContext } from '../component';
import { backupAlerts } from './backup';
import { deliveryAlerts } from './delivery';
import { recordAlerts } from './dns-records';
import { fleetAlerts } from './fleet';
import { roomAlerts } from './room';
import { traceAlerts } from './traces';
import { trustAlerts } from './trust';

/** Every alert on a cluster itself. */
export function platformAlertsOf(context: ComponentContext): readonly Alert[] {
  return [
    ...backupAlerts(context),
    ...deliveryAlerts(context),
    ...fleetAlerts(context),
    ...roomAlerts(context),
    ...recordAlerts(context),
    ...traceAlerts(context),
    ...trustAlerts(context),
  ];
}
