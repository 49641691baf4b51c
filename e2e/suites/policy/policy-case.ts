import type { KubeObject } from '../../harness/kube-client';
import { REGISTRY, withValue, GOOD, type Kind } from './good-objects';

/** An object that policies are asked about, with the rules that refuse it: none where it is good. */
export interface PolicyCase {
  readonly name: string;
  readonly object: KubeObject;
  readonly refusedBy: readonly string[];
}

type Edit = readonly [path: readonly (string | number)[], value: unknown];

/** A case as the lists write it: a good object, what is changed in it, and the rules that refuse that. */
export type Row = readonly [name: string, kind: Kind, edits: readonly Edit[], refusedBy: readonly string[]];

/** Where a workload holds the spec of its pods. */
export const POD = ['spec', 'template', 'spec'] as const;
/** Its first container. */
export const FIRST = [...POD, 'containers', 0] as const;
/** What the first container may do. */
export const CONTEXT = [...FIRST, 'securityContext'] as const;
/** A place for another container. */
export const SECOND = [...POD, 'containers', 1] as const;
/** A place for a container that prepares. */
export const INIT = [...POD, 'initContainers', 0] as const;
/** The first container of a CronJob. */
export const NIGHTLY = ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers', 0] as const;
/** The digest of a good image, as it ends one. */
export const DIGEST = `@sha256:${'a'.repeat(64)}`;

/** A second container that no rule refuses. */
export const GOOD_SECOND = {
  name: 'side',
  image: `${REGISTRY}side${DIGEST}`,
  resources: { requests: { cpu: '1', memory: '1Mi' }, limits: { memory: '1Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
};

/** The object that a row describes. */
export function caseOf([name, kind, edits, refusedBy]: Row): PolicyCase {
  const object = edits.reduce<KubeObject>(
    (before, [path, value]) => withValue(before, path, value),
    GOOD[kind],
  );
  return { name, object, refusedBy };
}
