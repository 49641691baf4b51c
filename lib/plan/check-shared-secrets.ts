import type { Diagnostic, Position } from '../core/diagnostic';
import type { App, Cluster, Fleet } from '../fleet/fleet';
import { appStoreEntry } from './secret-stores';
import * as say from './workload-messages';
import { writtenAt } from './written-at';

type Report = (diagnostic: Diagnostic) => void;

/** A secret of an app in one cluster. */
interface Asked {
  readonly app: App;
  readonly cluster: Cluster;
  readonly name: string;
  readonly from: string;
  /** Asked for only where something is wrong: it reads the file again. */
  readonly at: () => Position;
}

/** Checks that apps of one namespace mean one entry by one Secret, and that no store folds two entries into one. */
export function checkSharedSecrets({ apps, clusters }: Fleet, report: Report): void {
  const said = new Set<string>();
  for (const cluster of clusters) {
    const asked = apps.flatMap((app) => askedIn(app, cluster));
    const contests = [
      ...contestsOf(asked, ({ app, name }) => `${app.namespace}/${name}`).map(say.secretContested),
      ...contestsOf(asked, ({ from }) => entryIn(cluster, from)).map(say.secretEntryShared),
    ];
    for (const contest of contests) {
      // The same pair meets in every cluster that has both.
      const key = JSON.stringify([contest.code, contest.at, contest.related.map(({ at }) => at)]);
      if (said.has(key)) continue;
      said.add(key);
      report(contest);
    }
  }
}

function entryIn(cluster: Cluster, from: string): string {
  const entry = appStoreEntry(cluster, from);
  return cluster.secretStores.ignoresCase ? entry.toLowerCase() : entry;
}

function askedIn(app: App, cluster: Cluster): readonly Asked[] {
  if (!app.clusters.includes(cluster)) return [];
  return app.in(cluster).facets.runtime.secrets.map(({ name, from }, index) => {
    const at = (): Position => writtenAt(app, cluster, ['runtime', 'secrets', index]);
    return { app, cluster, name, from, at };
  });
}

/** Of those that meet under one key, each that means another entry than the first of them. */
function contestsOf(asked: readonly Asked[], keyOf: (secret: Asked) => string): readonly say.SecretContest[] {
  const first = new Map<string, Asked>();
  return asked.flatMap((secret) => {
    const key = keyOf(secret);
    const other = first.get(key) ?? secret;
    first.set(key, other);
    if (other.from === secret.from) return [];
    return [
      {
        at: secret.at(),
        other: other.at(),
        app: secret.app.name,
        otherApp: other.app.name,
        cluster: secret.cluster.id,
        key,
        from: secret.from,
        otherFrom: other.from,
      },
    ];
  });
}
