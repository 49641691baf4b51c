import { objectOf, textOf, valueAt } from '../../core/json';
import { ISTIO_NAMESPACE } from '../../plan/names';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import { controlPlanes } from '../mesh-chart';

/** Where the Secrets that an object makes have their labels and annotations, by the object's type. */
const SECRET_METADATA: Readonly<Record<string, readonly string[]>> = {
  Secret: ['metadata'],
  'ExternalSecret.external-secrets.io': ['spec', 'target', 'template', 'metadata'],
};

/** Each control plane watches the endpoints of every other cluster. */
export const remoteClustersAreKnown = defineRule({
  name: 'remote-cluster-unknown',
  reason:
    'Of a cluster that istiod cannot read it knows no endpoint: nothing fails over to it, and nobody notices before that day.',
  check(index, find) {
    const planes = controlPlanes(index);
    const ids = [...planes.keys()];
    for (const [cluster, { entry }] of planes) {
      const known = new Set<string>();
      for (const remote of remotesIn(cluster, index)) {
        known.add(remote.cluster);
        if (remote.cluster === cluster || !planes.has(remote.cluster))
          find(
            remote.entry,
            remote.field,
            `names ${remote.cluster}, which is no other cluster of the mesh`,
            'Name the cluster as its istiod does, or take the Secret out.',
          );
      }
      for (const id of ids)
        if (id !== cluster && !known.has(id))
          find(
            entry,
            'spec',
            `is of an istiod that has no remote Secret for ${id}`,
            `Add one in ${ISTIO_NAMESPACE}, with the label istio/multiCluster: "true" and the annotation networking.istio.io/cluster: ${id}.`,
          );
    }
  },
});

interface Remote {
  readonly entry: LintEntry;
  readonly field: string;
  readonly cluster: string;
}

function remotesIn(cluster: string, index: LintIndex): readonly Remote[] {
  return Object.entries(SECRET_METADATA).flatMap(([type, path]) =>
    index.within(type, cluster, ISTIO_NAMESPACE).flatMap((entry) => {
      const metadata = objectOf(valueAt(entry.object, ...path));
      if (valueAt(metadata, 'labels', 'istio/multiCluster') !== 'true') return [];
      const field = `${path.join('.')}.annotations["networking.istio.io/cluster"]`;
      const name = textOf(valueAt(metadata, 'annotations', 'networking.istio.io/cluster')) ?? 'nothing';
      return [{ entry, field, cluster: name }];
    }),
  );
}
