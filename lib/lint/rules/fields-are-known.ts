import { isObject } from '../../core/json';
import type { Json } from '../../core/manifest';
import { nearest } from '../../core/text';
import { TARGET_VERSIONS } from '../../fleet/versions';
import { defineRule } from '../define-rule';
import { DESTINATION_RULE_FIELDS, type KnownFields } from '../destination-rule-fields';

interface UnknownField {
  readonly field: string;
  readonly key: string;
  readonly siblings: KnownFields;
}

/** A DestinationRule has only fields that the pinned release of Istio knows. */
export const fieldsAreKnown = defineRule({
  name: 'field-unknown',
  reason:
    'The API server drops a field that the definition lacks, without a word: the setting has no effect.',
  check(index, find) {
    for (const { entry } of index.trafficRules) {
      for (const { field, key, siblings } of unknownFields(
        entry.object['spec'],
        'spec',
        DESTINATION_RULE_FIELDS,
      )) {
        const near = nearest(key, Object.keys(siblings));
        find(
          entry,
          field,
          `is no field of Istio ${TARGET_VERSIONS.istio}`,
          near === undefined ? 'Take it out.' : `Write ${near}, or take it out.`,
        );
      }
    }
  },
});

function unknownFields(value: Json | undefined, field: string, known: KnownFields): readonly UnknownField[] {
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) =>
      unknownFields(item, `${field}[${index}]`, known),
    );
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const below = known[key];
    const inside = `${field}.${key}`;
    if (below === undefined) return [{ field: inside, key, siblings: known }];
    return below === null ? [] : unknownFields(child, inside, below);
  });
}
