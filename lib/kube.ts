import { IntOrString, Quantity } from 'cdk8s-plus-30/lib/imports/k8s';

/*
 * The typed Kubernetes objects, under one name: the path behind them is not a public contract of the package.
 * The higher-level classes of cdk8s-plus are not used: they select pods by a hash of the construct path.
 */
export * from 'cdk8s-plus-30/lib/imports/k8s';

/** A port or a share for a field that takes a number or text; a bare value would be dropped in silence. */
export function intOrString(value: number | string): IntOrString {
  return typeof value === 'number' ? IntOrString.fromNumber(value) : IntOrString.fromString(value);
}

/** A quantity for a resource field; a bare string would be dropped in silence. */
export function quantity(text: string): Quantity {
  return Quantity.fromString(text);
}
