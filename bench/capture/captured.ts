import type { EncodedProps } from './encode-props';

/** One construct as compile made it. */
export interface CapturedObject {
  /** Its class as `<module>:<export>`: 'lib/kube:KubeService', 'cdk8s:ApiObject'. */
  readonly type: string;
  readonly id: string;
  readonly props: EncodedProps;
}

/** Everything that one run of Meridian described. */
export interface Captured {
  /** The objects of each chart, in the order in which they were made. */
  readonly charts: readonly (readonly CapturedObject[])[];
  /** Texts of the files that hold no object: unit files, lists, pages. */
  readonly plainFiles: readonly string[];
  /** Classes that the objects and their props are made of, as in `type`, in code-point order. */
  readonly types: readonly string[];
}
