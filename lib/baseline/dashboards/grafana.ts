import type { JsonObject } from '../../core/manifest';
import type { Dashboard, Panel, Query } from './dashboard';

/** Where a link at the top of every dashboard leads. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** The data source of the chart, by the id that the chart gives it. */
const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' } as const;

/** The version of Grafana's own format that this is written in; a newer Grafana brings it up by itself. */
const SCHEMA_VERSION = 39;

const WIDTH = 12;
const HEIGHT = 8;

/** Address of a dashboard inside any Grafana of the fleet. */
export function dashboardPath({ name }: Pick<Dashboard, 'name'>): string {
  return `/d/${uidOf(name)}`;
}

function uidOf(name: string): string {
  return `meridian-${name}`;
}

/** A dashboard as Grafana reads it: two columns of panels, under variables and links that are the same on each. */
export function grafanaDashboard(dashboard: Dashboard, links: readonly Link[]): JsonObject {
  const { name, title, says, panels } = dashboard;
  return {
    uid: uidOf(name),
    title,
    description: says,
    tags: ['meridian'],
    schemaVersion: SCHEMA_VERSION,
    editable: false,
    refresh: '1m',
    time: { from: 'now-3h', to: 'now' },
    timezone: 'utc',
    links: links.map((link) => ({
      ...link,
      type: 'link',
      icon: 'external link',
      keepTime: true,
      includeVars: true,
      targetBlank: false,
    })),
    templating: { list: [...VARIABLES] },
    panels: panels.map(panelOf),
  };
}

const VARIABLES: readonly JsonObject[] = [
  choice('region', 'Region', 'label_values(meridian:heartbeat:timestamp, region)'),
  choice('cluster', 'Cluster', "label_values(meridian:heartbeat:timestamp{region=~'$region'}, cluster)"),
  choice('app', 'App', "label_values(app:requests:rate5m{cluster=~'$cluster'}, service)"),
];

function choice(name: string, label: string, query: string): JsonObject {
  return {
    name,
    label,
    type: 'query',
    datasource: PROMETHEUS,
    definition: query,
    query: { query, refId: name },
    refresh: 2,
    sort: 1,
    multi: true,
    includeAll: true,
    allValue: '.+',
    current: { text: ['All'], value: ['$__all'] },
  };
}

function panelOf(panel: Panel, index: number): JsonObject {
  const { title, says, kind = 'timeseries', unit = 'short', queries } = panel;
  const gridPos = {
    h: HEIGHT,
    w: WIDTH,
    x: (index % 2) * WIDTH,
    y: Math.floor(index / 2) * HEIGHT,
  };
  const base = { id: index + 1, title, type: kind, gridPos };
  if (kind === 'text') return { ...base, options: { mode: 'markdown', content: says } };
  return {
    ...base,
    description: says,
    datasource: PROMETHEUS,
    fieldConfig: { defaults: { unit }, overrides: [] },
    ...(kind === 'table' ? { transformations: [{ id: 'merge', options: {} }] } : {}),
    targets: queries.map((query, number) => targetOf(query, number, kind === 'table')),
  };
}

function targetOf({ expr, legend }: Query, number: number, isTable: boolean): JsonObject {
  return {
    refId: String.fromCharCode(65 + number),
    expr,
    legendFormat: legend,
    ...(isTable ? { format: 'table', instant: true, range: false } : {}),
  };
}
