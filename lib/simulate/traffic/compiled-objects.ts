import type { Compiled } from '../../compile/unit';
import { listOf, objectOf, textOf, valueAt } from '../../core/json';
import type { Json, Manifest } from '../../core/manifest';

/** Kinds that decide where requests go, and what room there is for them. */
const KINDS: ReadonlySet<string> = new Set([
  'Application',
  'CapacityBuffer',
  'Deployment',
  'DestinationRule',
  'HorizontalPodAutoscaler',
  'Namespace',
  'Rollout',
  'Service',
  'StatefulSet',
]);

/**
 * Objects of the kinds that decide where requests go, by their namespace: '' for Applications, wherever they are, and its own
 * name for a Namespace.
 */
export type CompiledObjects = (cluster: string, kind: string, namespace: string) => readonly Manifest[];

/** Files what was compiled, once. */
export function compiledObjects({ units, folders }: Pick<Compiled, 'units' | 'folders'>): CompiledObjects {
  const filed = new Map<string, Manifest[]>();
  for (const { cluster, objects } of [...units, ...folders]) {
    for (const object of objects) {
      if (!KINDS.has(object.kind)) continue;
      const key = `${cluster} ${object.kind} ${placeOf(object)}`;
      const list = filed.get(key);
      if (list === undefined) filed.set(key, [object]);
      else list.push(object);
    }
  }
  return (cluster, kind, namespace) => filed.get(`${cluster} ${kind} ${namespace}`) ?? [];
}

function placeOf({ kind, metadata }: Manifest): string {
  if (kind === 'Application') return '';
  return kind === 'Namespace' ? metadata.name : (metadata.namespace ?? '');
}

/** The values of the chart `istiod`, where an Application of Argo CD installs it; undefined where none does. */
export function istiodValues(applications: readonly Manifest[]): Json | undefined {
  return applications
    .flatMap(({ spec }) => [valueAt(spec, 'source'), ...listOf(objectOf(spec)['sources'])])
    .filter((source) => textOf(valueAt(source, 'chart')) === 'istiod')
    .map((source) => valueAt(source, 'helm', 'valuesObject'))
    .find((values) => values !== undefined);
}
