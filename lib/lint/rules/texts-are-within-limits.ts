import { LABEL_VALUE } from '../../core/names';
import type { Json } from '../../core/manifest';
import { objectOf } from '../../core/json';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';

const KEY = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
/** Most that all annotations of an object may hold, in bytes. */
const ANNOTATION_BYTES = 262_144;

/** What was seen to be right: most objects carry the same. */
interface Known {
  readonly keys: Set<string>;
  /** Values of labels. */
  readonly values: Set<string>;
}

/** A label may be there without a value. */
const EMPTY = '';

/** Keys and values of labels and annotations are texts that the API server takes. */
export const textsAreWithinLimits = defineRule({
  name: 'label-or-annotation-refused',
  reason: 'The API server refuses the whole object, and with it the sync of its unit fails.',
  check(index, find) {
    const known: Known = { keys: new Set(), values: new Set([EMPTY]) };
    for (const entry of index.entries) {
      const { metadata } = entry.object;
      checkLabels(entry, 'metadata.labels', metadata.labels, known, find);
      checkAnnotations(entry, metadata.annotations, known, find);
    }
    for (const { entry, field, labels } of index.podTemplates) {
      if (field !== '') checkLabels(entry, `${field}.metadata.labels`, labels, known, find);
    }
  },
});

function checkLabels(
  entry: LintEntry,
  field: string,
  labels: Json | undefined,
  known: Known,
  find: Find,
): void {
  const values = objectOf(labels);
  for (const key in values) {
    const value = values[key];
    checkKey(entry, field, key, known, find);
    if (typeof value === 'string' && known.values.has(value)) continue;
    if (typeof value === 'string' && LABEL_VALUE.test(value)) known.values.add(value);
    else
      find(
        entry,
        `${field}["${key}"]`,
        `is ${JSON.stringify(value)}, which is no label value`,
        'Use at most 63 letters, digits, "-", "_" and ".", as text.',
      );
  }
}

function checkKey(entry: LintEntry, field: string, key: string, known: Known, find: Find): void {
  if (known.keys.has(key)) return;
  if (KEY.test(key)) known.keys.add(key);
  else
    find(
      entry,
      `${field}["${key}"]`,
      'has a key that Kubernetes does not take',
      'Use an optional DNS name and "/", then at most 63 letters, digits, "-", "_" and ".".',
    );
}

function checkAnnotations(entry: LintEntry, annotations: Json | undefined, known: Known, find: Find): void {
  const values = objectOf(annotations);
  let bytes = 0;
  for (const key in values) {
    const value = values[key];
    checkKey(entry, 'metadata.annotations', key, known, find);
    if (typeof value === 'string') bytes += key.length + value.length;
    else
      find(
        entry,
        `metadata.annotations["${key}"]`,
        `is ${JSON.stringify(value)}, which is no text`,
        'Put it in quotes.',
      );
  }
  if (bytes > ANNOTATION_BYTES) {
    find(
      entry,
      'metadata.annotations',
      `hold ${bytes} characters, and the limit is ${ANNOTATION_BYTES}`,
      'Move the content into a ConfigMap.',
    );
  }
}
