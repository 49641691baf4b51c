import { isObject, listOf, objectOf, textOf, valueAt } from '../core/json';
import type { Json, JsonObject } from '../core/manifest';
import { onceFor } from '../core/once-for';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';
import { fieldOf, type PodTemplate } from './pod-template';

/** What pods may name in their own namespace. */
export type ReferredKind = 'ConfigMap' | 'PersistentVolumeClaim' | 'Secret' | 'ServiceAccount';

/** Something that pods name, and without which they do not start. */
export interface PodReference {
  readonly template: PodTemplate;
  readonly kind: ReferredKind;
  readonly name: string;
  /** The one key of it that they need. */
  readonly key?: string | undefined;
  readonly field: string;
}

type Found = Omit<PodReference, 'template'>;

/** Everything that the pods of the fleet name; what is marked as optional is left out. */
export const podReferences: (index: LintIndex) => readonly PodReference[] = onceFor(({ podTemplates }) =>
  podTemplates.flatMap((template) =>
    [...fromAccount(template), ...fromVolumes(template), ...fromContainers(template)].map((found) => ({
      ...found,
      template,
    })),
  ),
);

/** The object of a kind in the namespace of an entry. */
export function sibling(
  index: LintIndex,
  { cluster, namespace }: Pick<LintEntry, 'cluster' | 'namespace'>,
  kind: string,
  name: string,
): LintEntry | undefined {
  return index.within(kind, cluster, namespace).find((entry) => entry.name === name);
}

function fromAccount(template: PodTemplate): Found[] {
  const { spec } = template;
  const name = textOf(spec['serviceAccountName']);
  const secrets = listOf(spec['imagePullSecrets']).flatMap((reference, position) =>
    referenceTo('Secret', reference, 'name', fieldOf(template, `spec.imagePullSecrets[${position}]`)),
  );
  return name === undefined
    ? secrets
    : [{ kind: 'ServiceAccount', name, field: fieldOf(template, 'spec.serviceAccountName') }, ...secrets];
}

function fromVolumes(template: PodTemplate): Found[] {
  return listOf(template.spec['volumes']).flatMap((volume, position) => {
    const field = fieldOf(template, `spec.volumes[${position}]`);
    return [volume, ...listOf(valueAt(volume, 'projected', 'sources'))].flatMap((source) => {
      const { configMap, secret, persistentVolumeClaim } = objectOf(source);
      return [
        ...referenceTo('ConfigMap', configMap, 'name', field),
        ...referenceTo('Secret', secret, 'secretName', field),
        ...referenceTo('Secret', secret, 'name', field),
        ...referenceTo('PersistentVolumeClaim', persistentVolumeClaim, 'claimName', field),
      ];
    });
  });
}

function fromContainers({ containers }: PodTemplate): Found[] {
  return containers.flatMap(({ container, field }) => [
    ...listOf(container['envFrom']).flatMap((source, position) => {
      const { configMapRef, secretRef } = objectOf(source);
      const at = `${field}.envFrom[${position}]`;
      return [
        ...referenceTo('ConfigMap', configMapRef, 'name', at),
        ...referenceTo('Secret', secretRef, 'name', at),
      ];
    }),
    ...listOf(container['env']).flatMap((variable, position) => {
      const { configMapKeyRef, secretKeyRef } = objectOf(valueAt(variable, 'valueFrom'));
      const at = `${field}.env[${position}]`;
      return [
        ...referenceTo('ConfigMap', configMapKeyRef, 'name', at),
        ...referenceTo('Secret', secretKeyRef, 'name', at),
      ];
    }),
  ]);
}

function referenceTo(kind: ReferredKind, source: Json | undefined, nameKey: string, field: string): Found[] {
  if (!isObject(source) || source['optional'] === true) return [];
  const name = textOf(source[nameKey]);
  return name === undefined ? [] : [{ kind, name, key: keyOf(source), field }];
}

function keyOf(source: JsonObject): string | undefined {
  return textOf(source['key']);
}
