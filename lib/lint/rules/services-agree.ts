import { listOf, objectOf, shown, textOf, valueAt } from '../../core/json';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';

/** A Service has the same type and ports in every cluster. */
export const servicesAgree = defineRule({
  name: 'services-differ',
  reason:
    'Istio joins the Services of one name in all clusters into one; where they differ, the callers of each cluster see another one.',
  check(index, find) {
    const first = new Map<string, { entry: LintEntry; shape: string }>();
    for (const entry of index.ofType('Service')) {
      const key = `${entry.namespace}/${entry.name}`;
      const shape = shapeOf(entry);
      const other = first.get(key);
      if (other === undefined) first.set(key, { entry, shape });
      else if (other.shape !== shape) {
        find(
          entry,
          'spec',
          `has ${shape}, and in ${other.entry.cluster} it has ${other.shape}`,
          'Give it the same type and ports in every cluster.',
        );
      }
    }
  },
});

function shapeOf({ object }: LintEntry): string {
  const type = textOf(valueAt(object, 'spec', 'type')) ?? 'ClusterIP';
  const headless = valueAt(object, 'spec', 'clusterIP') === 'None' ? ' without an address' : '';
  const ports = listOf(valueAt(object, 'spec', 'ports')).map((port) => {
    const { name, port: number, protocol, appProtocol } = objectOf(port);
    return `${shown(name)}:${shown(number)}/${shown(appProtocol ?? protocol ?? 'TCP')}`;
  });
  return `type ${type}${headless}, ports ${ports.join(' ')}`;
}
