import { objectOf } from '../../core/json';
import { defineRule } from '../define-rule';
import { podReferences, sibling } from '../pod-references';

/** ConfigMaps that Kubernetes and istiod put into every namespace. */
const EVERYWHERE: ReadonlySet<string> = new Set(['kube-root-ca.crt', 'istio-ca-root-cert']);

/** Every ConfigMap that pods read is there, with the key that they read. */
export const configMapsExist = defineRule({
  name: 'config-map-missing',
  reason: 'The pods stay in CreateContainerConfigError until it is there, so that a rollout never ends.',
  check(index, find) {
    for (const { template, kind, name, key, field } of podReferences(index)) {
      if (kind !== 'ConfigMap' || EVERYWHERE.has(name)) continue;
      const { entry } = template;
      const map = sibling(index, entry, kind, name);
      if (map === undefined) {
        find(
          entry,
          field,
          `reads the ConfigMap ${name}, which is not in the namespace`,
          'Add it, or mark it as optional.',
        );
      } else if (key !== undefined && !hasKey(map.object, key)) {
        find(
          entry,
          field,
          `reads ${key} of the ConfigMap ${name}, which lacks it`,
          'Name a key of it, or add this one.',
        );
      }
    }
  },
});

function hasKey({ data, binaryData }: { readonly [key: string]: unknown }, key: string): boolean {
  return [data, binaryData].some((part) => Object.hasOwn(objectOf(part as never), key));
}
