import type { Cluster } from '../fleet/fleet';
import { groupsOf } from '../plan/access';

/** What makes the cluster know the groups that its tree gives roles to: a section of the bootstrap page, if it names any. */
export function peopleNeeds(cluster: Cluster): readonly string[] {
  const { access, id, account, people } = cluster;
  if (access === undefined) return [];
  const groups = groupsOf(cluster);
  const written = people.document?.({ cluster: id, account, groups }) !== undefined;
  const file = written
    ? `\nWhat the account applies for that is \`dist/_fleet/permissions/${id}/baseline/people.json\`: a role of IAM for each group, and the group by which
Kubernetes knows it.`
    : '';
  return [
    `### Who may come in

The tree gives roles to groups; \`${access.breakGlass}\` is for incidents, and empty otherwise. A group is ${people.group.what}: ${people.known}.${file}`,
  ];
}
