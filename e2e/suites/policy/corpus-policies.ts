import type { Manifest } from '../../../lib/core/manifest';
import type { AdmissionWorld } from '../../../lib/simulate/admission/admission';
import { PARAMETERS } from './good-objects';

/** The policies of a cluster as its tree holds them: refusing, and told what the corpus expects. */
export function denying(objects: readonly Manifest[]): readonly Manifest[] {
  return objects.map((object) => {
    if (object.kind === 'ConfigMap') return { ...object, data: PARAMETERS };
    if (object.kind !== 'ValidatingAdmissionPolicyBinding') return object;
    return { ...object, spec: { ...(object['spec'] as object), validationActions: ['Deny'] } };
  });
}

/** The same as what our own engine is asked by. */
export function corpusPolicies(objects: readonly Manifest[]): AdmissionWorld {
  const all = denying(objects);
  const ofKind = (kind: string): readonly Manifest[] => all.filter((object) => object.kind === kind);
  return {
    policies: ofKind('ValidatingAdmissionPolicy'),
    bindings: ofKind('ValidatingAdmissionPolicyBinding'),
    parameters: (namespace, name) =>
      ofKind('ConfigMap').find(({ metadata }) => metadata.name === name && metadata.namespace === namespace),
    labelsOf: (namespace) => ({ 'kubernetes.io/metadata.name': namespace }),
  };
}
