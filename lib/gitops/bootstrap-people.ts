import type { Cluster, Fleet } from '../fleet/fleet';
import { peopleDocument } from '../plan/access';
import { permissionsPath } from './paths';

/** What makes the cluster know the groups that its tree gives roles to: a section of the bootstrap page, if it names any. */
export function peopleNeeds(fleet: Fleet, cluster: Cluster): readonly string[] {
  const { access, people } = cluster;
  if (access === undefined) return [];
  const file = peopleDocument(cluster)
    ? `\nWhat the account applies for that is \`${permissionsPath(fleet, cluster)}/people.json\`: a role of IAM for each group, and the group by which
Kubernetes knows it.`
    : '';
  return [
    `### Who may come in

The tree gives roles to groups; \`${access.breakGlass}\` is for incidents, and empty otherwise. A group is ${people.group.what}: ${people.known}.${file}`,
  ];
}
