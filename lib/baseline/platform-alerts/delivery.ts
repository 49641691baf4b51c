import { counter, gauge, type Alert } from '../../plan/alerts/alert';
import type { ComponentContext } from '../component';

const app = (more: string): string => `argocd_app_info{name='apps-web',${more}}`;

/** Whether what is in Git gets into the cluster. */
export function deliveryAlerts({ cluster }: ComponentContext): readonly Alert[] {
  const where = `in ${cluster.id}`;
  return [
    {
      name: 'ArgoCdOutOfSync',
      severity: 'ticket',
      expr: "argocd_app_info{sync_status!='Synced'} == 1",
      for: '30m',
      summary: `{{ $labels.name }} ${where} has not been what Git says for half an hour.`,
      fires: { at: '35m', series: [gauge(app("sync_status='OutOfSync'"), 1, '35m')] },
      silent: { at: '35m', series: [gauge(app("sync_status='Synced'"), 1, '35m')] },
    },
    {
      name: 'ArgoCdUnhealthy',
      severity: 'ticket',
      expr: "argocd_app_info{health_status!~'Healthy|Progressing|Suspended'} == 1",
      for: '15m',
      summary: `{{ $labels.name }} ${where} is {{ $labels.health_status }}.`,
      fires: { at: '20m', series: [gauge(app("health_status='Degraded'"), 1, '20m')] },
      silent: { at: '20m', series: [gauge(app("health_status='Progressing'"), 1, '20m')] },
    },
    {
      name: 'ArgoCdSyncFails',
      severity: 'ticket',
      expr: "sum by (name) (increase(argocd_app_sync_total{phase=~'Error|Failed'}[30m])) > 2",
      summary: `Argo CD ${where} tried to sync {{ $labels.name }} several times and failed.`,
      fires: {
        at: '30m',
        series: [counter("argocd_app_sync_total{name='apps-web',phase='Failed'}", 1, '30m')],
      },
      silent: {
        at: '30m',
        series: [counter("argocd_app_sync_total{name='apps-web',phase='Succeeded'}", 1, '30m')],
      },
    },
    ...vanishing(cluster.id),
  ];
}

/** What is not in the metrics any more: a frozen Application, and one that was deleted. */
function vanishing(cluster: string): readonly Alert[] {
  const where = `in ${cluster}`;
  return [
    {
      name: 'ArgoCdSilent',
      severity: 'page',
      expr: `absent(argocd_app_info{name='root-${cluster}'})`,
      for: '15m',
      summary: `Argo CD ${where} says nothing of its root: nothing is delivered, and no rollback either.`,
      fires: { at: '20m', series: [gauge(app("sync_status='Synced'"), 1, '20m')] },
      silent: { at: '20m', series: [gauge(`argocd_app_info{name='root-${cluster}'}`, 1, '20m')] },
    },
    {
      name: 'ApplicationsVanish',
      severity: 'page',
      expr: 'sum(argocd_appset_owned_applications) < 0.67 * max_over_time(sum(argocd_appset_owned_applications)[1h:1m])',
      summary: `More than a third of the Applications ${where} are gone within an hour.`,
      fires: {
        at: '40m',
        series: [{ series: "argocd_appset_owned_applications{name='apps'}", values: '30x20 10x30' }],
      },
      silent: {
        at: '40m',
        series: [{ series: "argocd_appset_owned_applications{name='apps'}", values: '30x20 29x30' }],
      },
    },
  ];
}
