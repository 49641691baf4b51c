import { listOf, textOf, valueAt } from '../core/json';
import type { Json } from '../core/manifest';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

/** A Helm chart that an Application of Argo CD installs. */
export interface MeshChart {
  readonly entry: LintEntry;
  /** Path of its values in the Application. */
  readonly field: string;
  /** Its values; undefined where it has none. */
  readonly values: Json | undefined;
}

/** Every installation of a chart, in the order of the clusters. */
export function chartsNamed(index: LintIndex, chart: string): readonly MeshChart[] {
  return index.ofType('Application.argoproj.io').flatMap((entry) =>
    sourcesOf(entry)
      .filter(({ source }) => valueAt(source, 'chart') === chart)
      .map(({ source, field }) => ({
        entry,
        field: `${field}.helm.valuesObject`,
        values: valueAt(source, 'helm', 'valuesObject'),
      })),
  );
}

/** The value under a path of keys as text. */
export function chartText({ values }: MeshChart, ...path: readonly string[]): string | undefined {
  return textOf(valueAt(values, ...path));
}

/** One istiod of each cluster that has any, by cluster. */
export function controlPlanes(index: LintIndex): ReadonlyMap<string, MeshChart> {
  const planes = new Map<string, MeshChart>();
  for (const chart of chartsNamed(index, 'istiod'))
    if (!planes.has(chart.entry.cluster)) planes.set(chart.entry.cluster, chart);
  return planes;
}

function sourcesOf({ object }: LintEntry): readonly { source: Json; field: string }[] {
  const one = valueAt(object, 'spec', 'source');
  const several = listOf(valueAt(object, 'spec', 'sources'));
  return [
    ...(one === undefined ? [] : [{ source: one, field: 'spec.source' }]),
    ...several.map((source, index) => ({ source, field: `spec.sources[${index}]` })),
  ];
}
