import { unknownName } from '../commands/messages';
import type { Diagnostic } from '../core/diagnostic';
import { nearest } from '../core/text';
import { fold, layerPosition, layerSets, valueAt, type Layer } from '../fleet/layers';
import type { ExplainedLayer, ExplainedValue } from './explained';
import type { KnownPath } from './known-paths';

/** A layer, and how people call its kind where that is not its own. */
export type NamedLayer = Omit<Layer, 'kind'> & { readonly kind: ExplainedLayer['kind'] };

/** The known fields that a path names: itself, everything below it, or a key of a map. */
export function fieldsAt(path: string, known: readonly KnownPath[]): readonly KnownPath[] {
  const wanted = path.split('.');
  return known.flatMap((field): KnownPath[] => {
    const { path, open } = field;
    const shared = Math.min(path.length, wanted.length);
    if (path.slice(0, shared).join('.') !== wanted.slice(0, shared).join('.')) return [];
    if (wanted.length <= path.length) return [field];
    return open ? [{ path: wanted, open: false, optionalDepth: path.length }] : [];
  });
}

/** Says that a path names no field. */
export function unknownPath(what: string, path: string, fields: readonly KnownPath[]): Diagnostic {
  const known = fields.map((field) => field.path.join('.'));
  const last = path.slice(path.lastIndexOf('.') + 1);
  const suggestion = nearest(path, known) ?? known.find((name) => name.endsWith(`.${last}`));
  return unknownName({ what, name: path, suggestion, known });
}

/** What holds of a field, and every layer that says something about it, the weakest first. */
export function valueOf(
  layers: readonly NamedLayer[],
  field: KnownPath,
): Pick<ExplainedValue, 'value' | 'layers'> {
  const { path } = field;
  const said = layers.flatMap((layer): ExplainedLayer[] => {
    const set = layerSets(layer as Layer, path);
    const at = layerPosition(layer as Layer, path);
    if (set === undefined) return [];
    const place = at === undefined ? {} : { at };
    const { kind, name, match } = layer;
    return [{ kind, name, value: set.value, ...place, ...(match && { match }) }];
  });
  const folded = fold(layers as readonly Layer[]);
  const fallback = defaultOf(field, folded);
  const builtIn = { kind: 'default' as const, name: 'default', value: fallback };
  return {
    value: valueAt(folded, path) ?? fallback,
    layers: [...(fallback === undefined ? [] : [builtIn]), ...said],
  };
}

function defaultOf({ path, optionalDepth, default: fallback }: KnownPath, folded: unknown): unknown {
  const absent = optionalDepth > 0 && valueAt(folded, path.slice(0, optionalDepth)) === undefined;
  return absent ? undefined : fallback;
}
