import type { Json } from '../../lib/core/manifest';
import { sortedBy } from '../../lib/core/text';
import { mapChildren, type Schema, type Step } from './schema';

/** A shorter subschema is repeated rather than named. */
const WORTH_NAMING = 160;

/** A schema in which whatever occurs twice is written once, under `$defs`, and referred to. */
export function shareDefinitions(schema: Schema): {
  readonly schema: Schema;
  readonly definitions: Map<string, Schema>;
} {
  const counts = new Map<string, number>();
  count(schema, counts);
  const names = new Map<string, string>();
  const definitions = new Map<string, Schema>();
  const share = (child: Schema, step: Step): Schema => {
    const text = JSON.stringify(child);
    if (text.length < WORTH_NAMING || (counts.get(text) ?? 0) < 2) return mapChildren(child, share);
    let name = names.get(text);
    if (name === undefined) {
      name = freeName(step, definitions);
      names.set(text, name);
      definitions.set(name, {});
      definitions.set(name, mapChildren(child, share));
    }
    return { $ref: `#/$defs/${name}` };
  };
  const shared = mapChildren(schema, share);
  return { schema: shared, definitions: new Map(sortedBy(definitions, ([name]) => name)) };
}

function count(schema: Schema, counts: Map<string, number>): void {
  mapChildren(schema, (child): Json => {
    const text = JSON.stringify(child);
    const seen = counts.get(text) ?? 0;
    counts.set(text, seen + 1);
    // What lies inside a repeated schema is shared with it already.
    if (seen === 0) count(child, counts);
    return child;
  });
}

function freeName(step: Step, taken: ReadonlyMap<string, Schema>): string {
  const base = step.via === 'property' ? step.name : step.via;
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}${n}`;
  return name;
}
