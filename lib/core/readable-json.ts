import type { Json } from './manifest';

const WIDTH = 200;

/** JSON for a reader of diffs: what fits on a line is one, everything else one item a line. Ends with a newline. */
export function readableJson(value: Json): string {
  return `${written(value, '')}\n`;
}

function written(value: Json, indent: string): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + flat.length <= WIDTH) return flat;
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item: Json) => written(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${written(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
}
