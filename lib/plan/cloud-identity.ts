import { onceFor } from '../core/once-for';
import { sortedBy } from '../core/text';
import type { App, Cluster } from '../fleet/fleet';
import type { Grant, IdentityAnswer, IdentityQuestion, Unanswered } from '../providers/identity/identity';

/**
 * How an app gets its cloud permissions in a cluster, or the facts of the account that are missing; undefined where it asks
 * for none. Worked out once for each pair.
 */
export function cloudIdentityOf(app: App, cluster: Cluster): IdentityAnswer | Unanswered | undefined {
  return answersOf(app)(cluster).answer;
}

/** The same, undefined where there is no answer. */
export function answeredIdentityOf(app: App, cluster: Cluster): IdentityAnswer | undefined {
  const answer = cloudIdentityOf(app, cluster);
  return answer === undefined || 'missing' in answer ? undefined : answer;
}

const answersOf = onceFor((app: App) => onceFor((cluster: Cluster) => ({ answer: answerOf(app, cluster) })));

function answerOf(app: App, cluster: Cluster): IdentityAnswer | Unanswered | undefined {
  const question = questionOf(app, cluster);
  return question && cluster.workloadIdentity.answer(question);
}

function questionOf(app: App, cluster: Cluster): IdentityQuestion | undefined {
  const profile = app.in(cluster).facets.identity.cloudPermissionsProfile;
  const grants = grantsOf(app);
  if (profile === undefined && grants.length === 0) return undefined;
  return {
    mode: cluster.identityMode,
    cluster: cluster.id,
    region: cluster.region,
    account: cluster.account,
    app: app.name,
    namespace: app.namespace,
    permissions: profile ?? app.name,
    grants,
  };
}

const grantsOf = onceFor((app: App): readonly Grant[] => {
  const { requiredPermissions = [] } = app.files.contract.value.workloadIdentity ?? {};
  const grants = requiredPermissions.flatMap((permission) =>
    Object.entries(permission).flatMap(([capability, resource]): [string, Grant][] =>
      resource === undefined
        ? []
        : [[`${capability} ${resource}`, { capability: capability as Grant['capability'], resource }]],
    ),
  );
  return sortedBy(new Map(grants), ([key]) => key).map(([, grant]) => grant);
});

/** What the pods of an app carry so that a cloud sees them: that of all its clusters in each, so that its Deployment is one. */
export const identityPodLabels = onceFor((app: App): Readonly<Record<string, string>> => {
  const labels = app.clusters.flatMap((cluster) =>
    Object.entries(answeredIdentityOf(app, cluster)?.podLabels ?? {}),
  );
  return Object.fromEntries(labels);
});
