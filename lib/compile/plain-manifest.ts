import type { ApiObject } from 'cdk8s';

/** What a generated class knows of its kind. */
interface Typed {
  /** The manifest of these props, as the class writes them: nothing is resolved, sorted or sifted. */
  readonly manifest?: (props: unknown) => unknown;
}

/**
 * What `toJson` gives for an object with plain props: nothing in them has to be resolved, and looking for what has to be is most
 * of what compiling costs. Undefined where `toJson` alone knows the answer. It does not see what was done to the object after it
 * was made (labels, patches), which no builder of ours does.
 */
export function manifestOf(object: ApiObject): unknown {
  const { manifest } = object.constructor as Typed;
  const { props } = object as unknown as { readonly props: unknown };
  return manifest !== undefined && isPlain(props) ? manifest(props) : undefined;
}

/** Whether a value holds no more than data, and the numbers and texts that cdk8s keeps in classes of their own. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object') return value !== undefined && typeof value !== 'function';
  if (value === null) return false;
  if (Array.isArray(value)) return value.every(isPlain);
  if (value.constructor !== Object) return isNumberOrText((value as { readonly value?: unknown }).value);
  for (const key in value) if (!isPlain((value as Readonly<Record<string, unknown>>)[key])) return false;
  return true;
}

function isNumberOrText(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string';
}
