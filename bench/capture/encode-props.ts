/** Props as JSON: an instance of a class that wraps one value is `{ $class, value }`. */
export type EncodedProps = unknown;

/** Encodes props that are plain data but for such wrappers, IntOrString and Quantity; throws for what JSON would lose. */
export function encodeProps(value: unknown, nameOf: (type: unknown) => string): EncodedProps {
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    throw new Error(`props hold a ${typeof value}`);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => encodeProps(item, nameOf));
  const { constructor } = value;
  if (constructor !== Object) {
    return { $class: nameOf(constructor), value: (value as { readonly value: unknown }).value };
  }
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, encodeProps(child, nameOf)]));
}

/** The props again, as a builder gave them; `wrap` makes an instance of the class of that name. */
export function decodeProps(
  value: EncodedProps,
  wrap: (type: string, value: number | string) => unknown,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => decodeProps(item, wrap));
  if ('$class' in value && 'value' in value)
    return wrap(String(value.$class), value.value as number | string);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, decodeProps(child, wrap)]));
}
