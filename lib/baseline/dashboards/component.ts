import type { Fleet } from '../../fleet/fleet';
import { KubeConfigMap } from '../../kube';
import { pageAddress, runbookPage } from '../../plan/alerts/runbooks';
import { MONITORING_NAMESPACE } from '../../plan/names';
import type { Component } from '../component';
import { baselineLabels } from '../labels';
import { appDashboard } from './app';
import type { Dashboard } from './dashboard';
import { fleetDashboard } from './fleet';
import { dashboardPath, grafanaDashboard, type Link } from './grafana';
import { localDashboard } from './local';
import { readableJson } from '../../core/readable-json';

/** Marks what Grafana's sidecar loads. */
const SHOWN = { grafana_dashboard: '1' } as const;

/** What people look at: the fleet, one app, and this cluster alone. A page is data, and one line here. */
export const dashboards: Component = {
  name: 'dashboards',
  namespace: MONITORING_NAMESPACE,
  build(scope, { fleet, cluster }) {
    const isInMesh = cluster.mesh !== 'none';
    const pages = [
      fleetDashboard(cluster.baseline.dashboards.prices?.currency ?? 'core-hours'),
      appDashboard(isInMesh),
      localDashboard(isInMesh, cluster.controlPlaneLogs),
    ];
    const links = linksOf(pages, fleet);
    for (const page of pages)
      new KubeConfigMap(scope, page.name, {
        metadata: {
          name: `dashboard-${page.name}`,
          namespace: MONITORING_NAMESPACE,
          labels: { ...baselineLabels(cluster), ...SHOWN },
        },
        data: { [`${page.name}.json`]: readableJson(grafanaDashboard(page, links)) },
      });
  },
};

function linksOf(pages: readonly Dashboard[], fleet: Fleet): readonly Link[] {
  return [
    ...pages.map((page) => ({ title: page.title, url: dashboardPath(page) })),
    { title: 'Runbooks of apps', url: runbookPage('apps', fleet) },
    { title: 'Runbooks of the platform', url: runbookPage('platform', fleet) },
    { title: 'Operations', url: pageAddress('operations', fleet) },
  ];
}
