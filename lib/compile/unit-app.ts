import { App, Lazy, type IResolver, type ResolutionContext } from 'cdk8s';

/** An App for one unit, which reads nothing from the environment. */
export class UnitApp extends App {
  constructor() {
    super({ recordConstructMetadata: false });
    this.resolvers.splice(0, Infinity, RESOLVER);
  }
}

/**
 * Does what the three resolvers of cdk8s do, and asks once what they ask in turn about every value of every object: a lazy
 * value, a token, or a number or text in a class of its own. Resolving is most of what compiling costs.
 */
const RESOLVER: IResolver = {
  resolve(context: ResolutionContext): void {
    const value: unknown = context.value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const { resolve, value: held, constructor } = value as Resolvable;
    if (value instanceof Lazy) context.replaceValue(value.produce());
    else if (typeof resolve === 'function') context.replaceValue(resolve.call(value));
    else if (constructor !== Object && isNumberOrText(held)) context.replaceValue({ value: held });
  },
};

interface Resolvable {
  readonly resolve?: () => unknown;
  readonly value?: unknown;
}

function isNumberOrText(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string';
}
