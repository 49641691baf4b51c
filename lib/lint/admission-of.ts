import { onceFor } from '../core/once-for';
import { admission, type AdmissionWorld } from '../simulate/admission/admission';
import type { Refusal } from '../simulate/admission/judge-policy';
import { NAMESPACE_NAME_LABEL } from '../plan/names';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

/** What the admission policies of each cluster say of its own objects. */
export interface Verdicts {
  readonly refusals: readonly { readonly entry: LintEntry; readonly refusal: Refusal }[];
  /** Policies that only an API server can judge by. */
  readonly unread: readonly { readonly entry: LintEntry; readonly reason: string }[];
}

/** Asks the policies that were compiled about everything that was compiled, as the API server of each cluster will. */
export const admissionOf = onceFor((index: LintIndex): Verdicts => {
  const each = [...index.clusters.keys()].map((cluster) => judgeCluster(index, cluster));
  return {
    refusals: each.flatMap(({ refusals }) => refusals),
    unread: each.flatMap(({ unread }) => unread),
  };
});

const POLICY = 'ValidatingAdmissionPolicy.admissionregistration.k8s.io';
const BINDING = 'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io';

/** What the API server of a cluster knows, once everything that was compiled for it is there. */
export function admissionWorld(index: LintIndex, cluster: string): AdmissionWorld {
  const namespaces = new Map(
    index.within('Namespace', cluster, '').map(({ name, object }) => [name, object.metadata.labels]),
  );
  return {
    policies: index.within(POLICY, cluster, '').map(({ object }) => object),
    bindings: index.within(BINDING, cluster, '').map(({ object }) => object),
    parameters: (namespace, name) =>
      index.within('ConfigMap', cluster, namespace).find((entry) => entry.name === name)?.object,
    labelsOf: (namespace) => ({ ...namespaces.get(namespace), [NAMESPACE_NAME_LABEL]: namespace }),
  };
}

function judgeCluster(index: LintIndex, cluster: string): Verdicts {
  const policies = index.within(POLICY, cluster, '');
  if (policies.length === 0) return { refusals: [], unread: [] };
  const { judge, unread } = admission(admissionWorld(index, cluster));
  const entries = index.entries.filter((entry) => entry.cluster === cluster);
  return {
    refusals: entries.flatMap((entry) => judge(entry.object).map((refusal) => ({ entry, refusal }))),
    unread: unread.flatMap(({ policy, reason }) => {
      const entry = policies.find(({ name }) => name === policy);
      return entry === undefined ? [] : [{ entry, reason }];
    }),
  };
}
