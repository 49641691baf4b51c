import { listOf, textOf, valueAt } from '../../core/json';
import { defineRule } from '../define-rule';
import type { PodTemplate } from '../pod-template';

const MOUNTS = ['volumeMounts', 'volumeDevices'] as const;

/** Every volume that a container mounts is one of its pod. */
export const mountsHaveAVolume = defineRule({
  name: 'mount-without-volume',
  reason: 'The API server refuses the workload, and the sync of its unit fails.',
  check(index, find) {
    for (const template of index.podTemplates) {
      const volumes = volumesOf(template);
      for (const { container, field } of template.containers)
        for (const key of MOUNTS)
          for (const [position, mount] of listOf(container[key]).entries()) {
            const name = textOf(valueAt(mount, 'name')) ?? '';
            if (volumes.has(name)) continue;
            find(
              template.entry,
              `${field}.${key}[${position}].name`,
              `is "${name}", which is no volume of the pod`,
              'Name one of spec.volumes, or add it there.',
            );
          }
    }
  },
});

function volumesOf({ entry, spec }: PodTemplate): ReadonlySet<string> {
  const claimed = listOf(valueAt(entry.object, 'spec', 'volumeClaimTemplates')).map((claim) =>
    valueAt(claim, 'metadata', 'name'),
  );
  const volumes = listOf(spec['volumes']).map((volume) => valueAt(volume, 'name'));
  return new Set([...claimed, ...volumes].flatMap((name) => textOf(name) ?? []));
}
