import { listOf, objectOf, textOf, valueAt } from '../core/json';
import type { Json, JsonObject } from '../core/manifest';
import { onceFor } from '../core/once-for';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

/** What an Application is told, be it one, or the template of a set. */
export interface ArgoApplication {
  readonly entry: LintEntry;
  /** Path of what holds `metadata` and `spec`; '' for an Application itself. */
  readonly prefix: string;
  readonly metadata: JsonObject;
  readonly spec: JsonObject;
  readonly sources: readonly ArgoSource[];
}

/** Where an Application takes its manifests from. */
export interface ArgoSource {
  readonly source: Json;
  readonly field: string;
  readonly repository: string;
}

/** Whether it comes from a registry, as a chart or as an artifact with manifests: then it has versions, and no refs. */
export function isRelease({ source, repository }: ArgoSource): boolean {
  return valueAt(source, 'chart') !== undefined || repository.startsWith('oci://');
}

/** Every Application and every template of an ApplicationSet. */
export const argoApplications: (index: LintIndex) => readonly ArgoApplication[] = onceFor((index) => [
  ...index
    .ofType('Application.argoproj.io')
    .map((entry) => applicationOf(entry, '', entry.object as unknown as Json)),
  ...index
    .ofType('ApplicationSet.argoproj.io')
    .map((entry) =>
      applicationOf(entry, 'spec.template.', valueAt(entry.object, 'spec', 'template') ?? null),
    ),
]);

function applicationOf(entry: LintEntry, prefix: string, holder: Json): ArgoApplication {
  const spec = objectOf(valueAt(holder, 'spec'));
  const one = spec['source'];
  const found = [
    ...(one === undefined ? [] : [{ source: one, field: `${prefix}spec.source` }]),
    ...listOf(spec['sources']).map((source, place) => ({ source, field: `${prefix}spec.sources[${place}]` })),
  ];
  const sources = found.map(({ source, field }) => ({
    source,
    field,
    repository: textOf(valueAt(source, 'repoURL')) ?? '',
  }));
  return { entry, prefix, metadata: objectOf(valueAt(holder, 'metadata')), spec, sources };
}
