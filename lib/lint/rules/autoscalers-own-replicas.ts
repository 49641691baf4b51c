import { objectOf, textOf, valueAt } from '../../core/json';
import { groupOf } from '../../core/manifest';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';

/** An autoscaler has a target, alone, and nobody else says how many replicas the target has. */
export const autoscalersOwnReplicas = defineRule({
  name: 'autoscaler-without-target',
  reason:
    'Two that set the number of replicas undo each other at every sync, and an autoscaler without a target scales nothing when a region is lost.',
  check(index, find) {
    const targets = new Map<LintEntry, LintEntry>();
    for (const scaler of index.ofType('HorizontalPodAutoscaler.autoscaling')) {
      const target = targetOf(scaler, index, find);
      if (target === undefined) continue;
      const other = targets.get(target);
      if (other !== undefined) {
        find(
          scaler,
          'spec.scaleTargetRef',
          `is also the target of ${other.name}`,
          'Leave one autoscaler for each workload.',
        );
      }
      targets.set(target, scaler);
      if (valueAt(target.object, 'spec', 'replicas') === undefined) continue;
      find(
        target,
        'spec.replicas',
        `is set, and the autoscaler ${scaler.name} sets it too`,
        'Take spec.replicas out.',
      );
    }
  },
});

function targetOf(scaler: LintEntry, index: LintIndex, find: Find): LintEntry | undefined {
  const reference = objectOf(valueAt(scaler.object, 'spec', 'scaleTargetRef'));
  const kind = textOf(reference['kind']) ?? '';
  const name = textOf(reference['name']) ?? '';
  const group = groupOf(textOf(reference['apiVersion']) ?? '');
  const type = group === '' ? kind : `${kind}.${group}`;
  const target = index
    .within(type, scaler.cluster, scaler.namespace)
    .find((candidate) => candidate.name === name);
  if (target === undefined) {
    find(
      scaler,
      'spec.scaleTargetRef',
      `names ${type} ${name}, which is not in the namespace`,
      'Name the workload that it scales.',
    );
  }
  return target;
}
