import type { Cluster } from '../fleet/fleet';
import type {
  Account,
  Document,
  Grant,
  IdentityAnswer,
  ProviderIdentity,
  Unanswered,
} from '../providers/identity/identity';

/** A controller of the platform that asks the cloud of its cluster for something. */
export interface Controller {
  /** Also its service account, and the name of its set of permissions in `account.identities`. */
  readonly name: string;
  readonly namespace: string;
  readonly grants: readonly Grant[];
  /** Where it is given them, if that is not the account of its own cluster. */
  readonly outside?: Outside | undefined;
}

/** An account that a cluster is not in. */
export interface Outside {
  readonly account: string;
  readonly identity: ProviderIdentity;
  /** The identity mode by which it takes controllers of other clusters in. */
  readonly mode: string;
}

/** How it gets its cloud permissions in a cluster, or the facts of the account that are missing. */
export function controllerIdentity(
  cluster: Cluster,
  { name, namespace, grants, outside }: Controller,
): IdentityAnswer | Unanswered {
  const { identity, mode, account } = outside === undefined ? ownWay(cluster) : wayOutside(cluster, outside);
  return identity.answer({
    mode,
    cluster: cluster.id,
    region: cluster.region,
    account,
    app: name,
    namespace,
    permissions: name,
    grants,
  });
}

/** What makes the account that it goes out to trust the issuer of its cluster; undefined where it stays in its own. */
export function issuerOutside(cluster: Cluster, { outside }: Controller): Document | undefined {
  if (outside === undefined) return undefined;
  const { identity, mode, account } = wayOutside(cluster, outside);
  return identity.issuer?.({ mode, cluster: cluster.id, account });
}

interface Way {
  readonly identity: ProviderIdentity;
  readonly mode: string;
  readonly account: Account;
}

function ownWay({ workloadIdentity, identityMode, account }: Cluster): Way {
  return { identity: workloadIdentity, mode: identityMode, account };
}

/** Of its own cluster only the issuer of tokens counts there. */
function wayOutside({ account: { issuer } }: Cluster, { identity, mode, account }: Outside): Way {
  return { identity, mode, account: { id: account, issuer } };
}

/** What the service account and the pods of a controller carry; nothing where the account does not say enough. */
export function controllerMarks(
  cluster: Cluster,
  controller: Controller,
): Pick<IdentityAnswer, 'serviceAccountAnnotations' | 'podLabels'> {
  const answer = controllerIdentity(cluster, controller);
  return 'missing' in answer ? { serviceAccountAnnotations: {}, podLabels: {} } : answer;
}
