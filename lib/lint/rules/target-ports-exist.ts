import { listOf, textOf, valueAt } from '../../core/json';
import { readLabelMap, selects } from '../../simulate/label-selector';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import type { PodTemplate } from '../pod-template';

/** A Service that leads to a port by its name leads to one that its pods have. */
export const targetPortsExist = defineRule({
  name: 'target-port',
  reason: 'The Service has no endpoint for such a port: callers are refused, and no event says why.',
  check(index, find) {
    for (const entry of index.ofType('Service')) {
      const templates = selectedBy(entry, index);
      if (templates.length === 0) continue;
      listOf(valueAt(entry.object, 'spec', 'ports')).forEach((port, position) => {
        const target = textOf(valueAt(port, 'targetPort'));
        if (target === undefined || templates.some((template) => hasPort(template, target))) return;
        find(
          entry,
          `spec.ports[${position}].targetPort`,
          `is "${target}", which is no port of the pods that it selects`,
          'Name a port of their containers.',
        );
      });
    }
  },
});

function selectedBy({ object, cluster, namespace }: LintEntry, index: LintIndex): readonly PodTemplate[] {
  const selector = readLabelMap(valueAt(object, 'spec', 'selector'));
  if (selector.pairs.length === 0) return [];
  return index.podTemplatesIn(cluster, namespace).filter(({ labels }) => selects(selector, labels));
}

function hasPort({ containers }: PodTemplate, name: string): boolean {
  return containers.some(({ container }) =>
    listOf(container['ports']).some((port) => valueAt(port, 'name') === name),
  );
}
