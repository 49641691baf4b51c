import { listOf, valueAt } from '../../core/json';
import type { Json, JsonObject } from '../../core/manifest';
import { listed } from '../../core/text';
import type { Cluster, Fleet } from '../../fleet/fleet';
import { defineRule } from '../define-rule';

/**
 * Stable kinds that not all the releases serve which a cluster may run, by version and kind, with those that do. Source: paths of the
 * OpenAPI documents of Kubernetes 1.34.8, 1.35.4 and 1.36.1; what only alpha and beta versions serve is off in managed clusters.
 */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  'admissionregistration.k8s.io/v1 MutatingAdmissionPolicy': ['1.36'],
  'admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding': ['1.36'],
};

/** The same for fields of a pod, by their path: everything else is known to all three. */
const POD_FIELDS: readonly {
  readonly field: string;
  readonly releases: readonly string[];
  readonly isSet: (spec: JsonObject) => boolean;
}[] = [
  { field: 'workloadRef', releases: ['1.35'], isSet: (spec) => Object.hasOwn(spec, 'workloadRef') },
  {
    field: 'volumes[].projected.sources[].podCertificate.userAnnotations',
    releases: ['1.35', '1.36'],
    isSet: (spec) => listOf(spec['volumes'] ?? null).some(hasAnnotatedCertificate),
  },
];

/** No object needs a Kubernetes that its cluster does not run, today or after its next upgrade. */
export const objectsFitKubernetes = defineRule({
  name: 'kubernetes-release',
  reason:
    'The API server of another release refuses the kind, or drops the field without a word, and the sync fails or means nothing.',
  check({ plan: { fleet }, clusters, entries, podTemplates }, find) {
    const missing = (id: string, releases: readonly string[]): string | undefined =>
      releasesOf(clusters.get(id), fleet).find((release) => !releases.includes(release));
    for (const entry of entries) {
      const type = `${entry.object.apiVersion} ${entry.object.kind}`;
      const releases = KINDS[type];
      const without = releases && missing(entry.cluster, releases);
      if (releases !== undefined && without !== undefined)
        find(entry, 'apiVersion', `is not served by Kubernetes ${without}`, remedyOf(releases));
    }
    for (const { entry, field: template, spec } of podTemplates) {
      for (const { field, releases, isSet } of POD_FIELDS) {
        const without = missing(entry.cluster, releases);
        if (without === undefined || !isSet(spec)) continue;
        const path = [template, 'spec', field].filter((part) => part !== '').join('.');
        find(entry, path, `is no field of Kubernetes ${without}`, remedyOf(releases));
      }
    }
  },
});

/** What it runs, and what it is to be upgraded to. */
function releasesOf(cluster: Cluster | undefined, { versions }: Fleet): readonly string[] {
  if (cluster === undefined) return [];
  const wanted = versions.get(cluster.ring.name)?.kubernetes ?? cluster.kubernetes;
  return [cluster.kubernetes, wanted];
}

function hasAnnotatedCertificate(volume: Json): boolean {
  return listOf(valueAt(volume, 'projected', 'sources') ?? null).some(
    (source) => valueAt(source, 'podCertificate', 'userAnnotations') !== undefined,
  );
}

function remedyOf(releases: readonly string[]): string {
  return `Leave it out until every cluster that has it runs Kubernetes ${listed(releases, 'or')}.`;
}
