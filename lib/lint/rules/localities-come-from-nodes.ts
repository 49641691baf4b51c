import { defineRule } from '../define-rule';
import { fieldOf } from '../pod-template';

const LABELS = ['topology.istio.io/locality', 'istio-locality'] as const;

/** No label says that a pod is in another region than its node. */
export const localitiesComeFromNodes = defineRule({
  name: 'pod-locality',
  reason:
    "Istio believes the label before the node: the pod's own region would be a far one for its callers, and it would call far ones first.",
  check(index, find) {
    for (const template of index.podTemplates) {
      const region = index.clusters.get(template.entry.cluster)?.region;
      for (const label of LABELS) {
        const value = template.labels[label];
        if (value === undefined || region === undefined || value.split(/[./]/)[0] === region) continue;
        find(
          template.entry,
          fieldOf(template, `metadata.labels["${label}"]`),
          `is ${value}, and the cluster is in ${region}`,
          'Take it out: the node says where it is.',
        );
      }
    }
  },
});
