import type { Compiled } from '../../lib/compile/unit';
import type { Json, Manifest } from '../../lib/core/manifest';
import { valueAt } from '../../lib/fleet/layers';

/** What a reviewer looks for in an object of a kind, as words. */
const FACTS: Readonly<Record<string, (object: Manifest) => readonly string[]>> = {
  Application: (o) => [text(o, 'spec.source.targetRevision'), `→ ${text(o, 'spec.destination.name')}`],
  ApplicationSet: (o) => [
    text(o, 'spec.syncPolicy.applicationsSync'),
    text(o, 'spec.template.spec.source.targetRevision'),
  ],
  AppProject: (o) => [`namespaces ${names(o, 'spec.destinations', 'namespace')}`],
  AuthorizationPolicy: (o) => [
    `from ${list(valueAt(o, ['spec', 'rules', 0, 'from', 0, 'source', 'principals']), 'nobody')}`,
  ],
  Deployment: (o) => [container(o, 'image'), text(o, 'spec.template.metadata.labels.version')],
  DestinationRule: (o) => [
    locality(o),
    `eject ${text(o, 'spec.trafficPolicy.outlierDetection.maxEjectionPercent')} %`,
  ],
  HorizontalPodAutoscaler: (o) => [`${text(o, 'spec.minReplicas')}–${text(o, 'spec.maxReplicas')}`],
  HTTPRoute: (o) => [list(valueAt(o, ['spec', 'hostnames']))],
  Namespace: (o) => [text(o, 'metadata.annotations', 'argocd.argoproj.io/sync-options')],
  NetworkPolicy: (o) => [`${size(o, 'ingress')} in, ${size(o, 'egress')} out`],
  ResourceQuota: (o) => [
    Object.entries(valueAt(o, ['spec', 'hard']) ?? {})
      .map(([k, v]) => `${k} ${v}`)
      .join(', '),
  ],
  Service: (o) => [names(o, 'spec.ports', 'port')],
  VirtualService: (o) => [
    text(o, 'spec.http.0.timeout'),
    `${text(o, 'spec.http.0.retries.attempts')} retries`,
  ],
};

/** One line an object of a cluster, with the facts that a reviewer looks for, under a line for every unit. */
export function inventory(compiled: Compiled, cluster: string): string {
  const folders = compiled.folders.filter((folder) => folder.cluster === cluster);
  const units = compiled.units.filter((unit) => unit.cluster === cluster);
  return [
    ...folders.flatMap(({ directory, objects }) => [`${directory}/`, ...objects.map(line)]),
    ...units.flatMap((unit) => [
      `${unit.lane}/${unit.name} ${unit.state} (${unit.project})`,
      ...unit.objects.map(line),
    ]),
  ].join('\n');
}

function line(object: Manifest): string {
  const facts = FACTS[object.kind]?.(object).filter((fact) => fact !== '') ?? [];
  return `  ${object.kind} ${object.metadata.name}${facts.length === 0 ? '' : `: ${facts.join('; ')}`}`;
}

function text(object: Manifest, path: string, last?: string): string {
  const value = valueAt(object, [...path.split('.'), ...(last === undefined ? [] : [last])]);
  return value === undefined ? '' : String(value);
}

function list(value: unknown, none = ''): string {
  return Array.isArray(value) ? value.join(', ') : none;
}

function names(object: Manifest, path: string, key: string): string {
  const items = valueAt(object, path.split('.'));
  return Array.isArray(items) ? items.map((item: Record<string, Json>) => String(item[key])).join(', ') : '';
}

function container(object: Manifest, key: string): string {
  return String(valueAt(object, ['spec', 'template', 'spec', 'containers', 0, key]));
}

function size(object: Manifest, direction: string): number {
  const rules = valueAt(object, ['spec', direction]);
  return Array.isArray(rules) ? rules.length : 0;
}

function locality(object: Manifest): string {
  const setting = valueAt(object, ['spec', 'trafficPolicy', 'loadBalancer', 'localityLbSetting']) as
    | {
        failover?: { from: string; to: string }[];
        failoverPriority?: string[];
        distribute?: { from: string; to: object }[];
      }
    | undefined;
  const { failover, failoverPriority, distribute } = setting ?? {};
  const order = [
    ...(failoverPriority === undefined ? [] : [`first ${failoverPriority.join(', ')}`]),
    ...(failover ?? []).map(({ from, to }) => `${from} → ${to}`),
  ];
  if (order.length > 0) return order.join(', ');
  return (
    distribute?.map(({ from, to }) => `${from} only to ${Object.keys(to).join(', ')}`).join(', ') ??
    'one region'
  );
}
