import { textOf, valueAt } from '../../core/json';
import { defineRule } from '../define-rule';
import { podReferences, sibling } from '../pod-references';

/** Pods mount claims that are there, and a claim that names its volume names one that is there. */
export const claimsExist = defineRule({
  name: 'claim-missing',
  reason: 'A pod with a claim that is not there, or is never bound, is never scheduled.',
  check(index, find) {
    for (const { template, kind, name, field } of podReferences(index)) {
      const { entry } = template;
      if (kind !== 'PersistentVolumeClaim' || sibling(index, entry, kind, name) !== undefined) continue;
      find(
        entry,
        field,
        `mounts the claim ${name}, which is not in the namespace`,
        'Add the PersistentVolumeClaim, or use volumeClaimTemplates of a StatefulSet.',
      );
    }
    for (const claim of index.ofType('PersistentVolumeClaim')) {
      const volume = textOf(valueAt(claim.object, 'spec', 'volumeName')) ?? '';
      if (
        volume === '' ||
        sibling(index, { ...claim, namespace: '' }, 'PersistentVolume', volume) !== undefined
      )
        continue;
      find(
        claim,
        'spec.volumeName',
        `is ${volume}, which the cluster does not have`,
        'Leave it out and let the storage class make the volume, or add the PersistentVolume.',
      );
    }
  },
});
