import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';

/** Fields that the API server or a controller writes. */
const SERVER_FIELDS: ReadonlySet<string> = new Set([
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'managedFields',
  'selfLink',
  'ownerReferences',
]);
/** Annotations by which tools keep their own books. */
const TOOL_ANNOTATIONS: ReadonlySet<string> = new Set([
  'argocd.argoproj.io/tracking-id',
  'app.kubernetes.io/instance',
  'kubectl.kubernetes.io/last-applied-configuration',
]);
/** By this label Argo CD may take an object for one of another Application. */
const INSTANCE_LABEL = 'app.kubernetes.io/instance';

/** Objects say what is wanted, under a name; what is, and who keeps track of it, is for others to write. */
export const objectsAreDesiredState = defineRule({
  name: 'not-desired-state',
  reason: 'Argo CD would compare it for ever, or take the object for another one.',
  check(index, find) {
    for (const entry of index.entries) {
      if (entry.object.metadata['generateName'] !== undefined || entry.name === '') {
        find(
          entry,
          'metadata.generateName',
          'leaves the name to the API server',
          'Give the object a fixed metadata.name.',
        );
      }
      if (entry.object['status'] !== undefined)
        find(entry, 'status', 'is written by a controller', 'Take it out.');
      checkMetadata(entry, find);
    }
  },
});

/** By the keys that are there: they are fewer than those that must not be. */
function checkMetadata(entry: LintEntry, find: Find): void {
  const { metadata } = entry.object;
  for (const key in metadata) {
    if (SERVER_FIELDS.has(key))
      find(entry, `metadata.${key}`, 'is written by the API server', 'Take it out.');
  }
  for (const key in metadata.annotations) {
    if (TOOL_ANNOTATIONS.has(key))
      find(entry, `metadata.annotations["${key}"]`, 'is kept by a tool', 'Take it out.');
  }
  if (metadata.labels?.[INSTANCE_LABEL] === undefined) return;
  find(
    entry,
    `metadata.labels["${INSTANCE_LABEL}"]`,
    'is kept by a tool',
    'Take it out, or use app.kubernetes.io/name.',
  );
}
