import type { KubeObject } from '../../harness/kube-client';

/** A fault that is planted to see that a check can fail. */
export interface ObjectMutation {
  readonly name: string;
  /** The first object of the tree for which this holds is changed. */
  readonly where: (object: KubeObject) => boolean;
  readonly change: (object: KubeObject) => KubeObject;
}

type Tree = { readonly [key: string]: unknown };

/** A copy with another value at a path; `undefined` removes what is there. */
export function withValue(
  object: KubeObject,
  path: readonly (string | number)[],
  value: unknown,
): KubeObject {
  const [step, ...rest] = path;
  if (step === undefined) return value as KubeObject;
  if (typeof step === 'number') {
    const list = [...(object as unknown as readonly unknown[])];
    list[step] = withValue(list[step] as KubeObject, rest, value);
    return list as unknown as KubeObject;
  }
  const { [step]: old, ...others } = object as Tree;
  const changed = rest.length === 0 ? value : withValue((old ?? {}) as KubeObject, rest, value);
  return (changed === undefined ? others : { ...others, [step]: changed }) as KubeObject;
}

/** A mutation that sets one value in the first object of a kind. */
export function setting(
  name: string,
  kind: string,
  path: readonly (string | number)[],
  value: unknown,
  where: (object: KubeObject) => boolean = () => true,
): ObjectMutation {
  return {
    name,
    where: (object) => object.kind === kind && where(object),
    change: (object) => withValue(object, path, value),
  };
}
