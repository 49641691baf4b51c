import type { PolicyValidation } from './policy-rule';

/** Which containers a validation is about: those of the app, with those that the mesh put in, or none that only prepare. */
export type ContainerSet = 'own' | 'all';

/**
 * Every container keeps to `test`, in which `c` is the container; the message names those that do not. The test stands in
 * both expressions, so that they cannot disagree.
 */
export function everyContainer(test: string, says: string, set: ContainerSet = 'own'): PolicyValidation {
  const list = `variables.${set}`;
  return {
    expression: `${list}.all(c, ${test})`,
    message: `'${says}: ' + ${list}.filter(c, !(${test})).map(c, c.name).join(', ')`,
  };
}

/** The image of a container; a container may leave it to somebody else, and then it has none. */
export const IMAGE = `c.?image.orValue('')`;

/** A field of a container's security context, or else of the pod's. */
export function inherited(field: string, otherwise: string): string {
  return `c.?securityContext.?${field}.orValue(variables.pod.?securityContext.?${field}.orValue(${otherwise}))`;
}
