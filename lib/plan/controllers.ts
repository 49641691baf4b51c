import type { Cluster } from '../fleet/fleet';
import type { Grant, IdentityAnswer, Unanswered } from '../providers/identity/identity';

/** A controller of the platform that asks the cloud of its cluster for something. */
export interface Controller {
  /** Also its service account, and the name of its set of permissions in `account.identities`. */
  readonly name: string;
  readonly namespace: string;
  readonly grants: readonly Grant[];
}

/** How it gets its cloud permissions in a cluster, or the facts of the account that are missing. */
export function controllerIdentity(
  cluster: Cluster,
  { name, namespace, grants }: Controller,
): IdentityAnswer | Unanswered {
  return cluster.workloadIdentity.answer({
    mode: cluster.identityMode,
    cluster: cluster.id,
    region: cluster.region,
    account: cluster.account,
    app: name,
    namespace,
    permissions: name,
    grants,
  });
}

/** What the service account and the pods of a controller carry; nothing where the account does not say enough. */
export function controllerMarks(
  cluster: Cluster,
  controller: Controller,
): Pick<IdentityAnswer, 'serviceAccountAnnotations' | 'podLabels'> {
  const answer = controllerIdentity(cluster, controller);
  return 'missing' in answer ? { serviceAccountAnnotations: {}, podLabels: {} } : answer;
}
