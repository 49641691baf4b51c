import { onceFor } from '../core/once-for';
import { sortedUnique } from '../core/text';
import type { AccessRole } from '../config/access-schema';
import type { Cluster } from '../fleet/fleet';
import type { Document } from '../providers/identity/identity';

/** Role of those who keep apps running: it adds to `view` what an incident of an app needs, and nothing that a sync would undo. */
export const OPERATE_ROLE = 'meridian-operate';
/** Role of those who look at the whole cluster: what the role `view` of Kubernetes leaves out. */
export const VIEW_CLUSTER_ROLE = 'meridian-view-cluster';
/** Role of those who break the glass. */
export const ADMIN_ROLE = 'cluster-admin';

/** A role of the cluster, and the groups that have it. */
export interface Grant {
  readonly role: string;
  readonly groups: readonly string[];
}

/** The roles of Kubernetes that each of ours stands for. */
const ROLES: Readonly<Record<AccessRole, readonly string[]>> = {
  view: ['view'],
  operate: ['view', OPERATE_ROLE],
};

/** What the account of a cluster has to be told of all groups that have a role there; undefined where that is nothing. */
export function peopleDocument({ access, id, account, people }: Cluster): Document | undefined {
  if (access === undefined) return undefined;
  const groups = sortedUnique([access.breakGlass, ...access.groups.map(({ group }) => group)]);
  return people.document?.({ cluster: id, account, groups });
}

/** Who has which role in the namespaces of a team, or, without one, in the whole cluster. */
export function grantsIn(cluster: Cluster, team?: string): readonly Grant[] {
  return grantsByTeam(cluster).get(team) ?? [];
}

const grantsByTeam = onceFor((cluster: Cluster): ReadonlyMap<string | undefined, readonly Grant[]> => {
  const groups = cluster.access?.groups ?? [];
  const teams = [...new Set(groups.map(({ team }) => team))];
  return new Map(
    teams.map((team) => {
      const own = groups.filter((entry) => entry.team === team);
      const roles = ['view', OPERATE_ROLE].map((role) => ({
        role,
        groups: own.filter((entry) => ROLES[entry.role].includes(role)).map(({ group }) => group),
      }));
      return [team, roles.filter((grant) => grant.groups.length > 0)];
    }),
  );
});
