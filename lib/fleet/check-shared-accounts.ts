import type { Diagnostic } from '../core/diagnostic';
import * as say from './access-messages';
import type { Cluster } from './fleet';

/** Checks that no environment has the permissions of another one, where a cloud tells apps apart by account alone. */
export function checkSharedAccounts(
  clusters: readonly Cluster[],
  report: (diagnostic: Diagnostic) => void,
): void {
  const first = new Map<string, Cluster>();
  for (const cluster of clusters) {
    const { account, environment, workloadIdentity, provider } = cluster;
    if (account.id === undefined || workloadIdentity.isByAccount !== true) continue;
    const key = `${provider} ${account.id}`;
    const other = first.get(key) ?? cluster;
    first.set(key, other);
    if (other.environment === environment) continue;
    report(
      say.accountShared({
        at: cluster.source.at(['account', 'id']),
        cluster: cluster.id,
        other: other.id,
        account: account.id,
        environments: [environment, other.environment],
        place: other.source.at(['account', 'id']),
      }),
    );
  }
}
