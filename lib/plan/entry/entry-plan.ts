import { sortedBy } from '../../core/text';
import type { Cluster, Fleet } from '../../fleet/fleet';
import { publicHosts } from '../check-traffic';
import type { AppPlan } from '../plan';
import type { EntryPlan } from './record';
import { hostProfile } from './profile';
import { hostRecords, watchedPairs } from './routing';

/** Decides every record; undefined where the fleet names nothing that would answer with them. */
export function entryPlan(fleet: Fleet, apps: readonly AppPlan[]): EntryPlan | undefined {
  if (fleet.entry === undefined) return undefined;
  const owners = hostOwners(fleet, apps);
  const ofHosts = <T>(
    build: (plan: AppPlan, fleet: Fleet, host: string) => readonly T[],
  ): Map<string, readonly T[]> =>
    new Map(
      apps.map((plan) => {
        const hosts = publicHosts(plan.app, fleet).filter((host) => owners.get(host) === plan);
        return [plan.app.name, hosts.flatMap((host) => build(plan, fleet, host))];
      }),
    );
  if (fleet.entry.route53 === undefined)
    return {
      records: new Map(),
      watched: new Map(),
      profiles: ofHosts((plan, _, host) =>
        [hostProfile(plan, fleet, host)].flatMap((profile) => profile ?? []),
      ),
    };
  return {
    profiles: new Map(),
    records: ofHosts(hostRecords),
    watched: watchedBy([...new Set(owners.values())], fleet),
  };
}

/** Apps may share a host by their paths; its records are those of the first. */
export function hostOwners(
  fleet: Pick<Fleet, 'domain'>,
  apps: readonly AppPlan[],
): ReadonlyMap<string, AppPlan> {
  const owners = new Map<string, AppPlan>();
  for (const plan of apps)
    for (const host of publicHosts(plan.app, fleet)) if (!owners.has(host)) owners.set(host, plan);
  return owners;
}

function watchedBy(plans: readonly AppPlan[], fleet: Fleet): EntryPlan['watched'] {
  const watched = new Map<string, Set<Cluster>>();
  for (const [keeper, cluster] of plans.flatMap((plan) => watchedPairs(plan, fleet))) {
    const all = watched.get(keeper.id);
    if (all === undefined) watched.set(keeper.id, new Set([cluster]));
    else all.add(cluster);
  }
  return new Map([...watched].map(([keeper, all]) => [keeper, sortedBy(all, ({ id }) => id)]));
}
