import type { Diagnostic, Position } from '../core/diagnostic';
import { nearest, sortedUnique } from '../core/text';
import * as access from './access-messages';
import type { App, Cluster } from './fleet';
import { checkSharedAccounts } from './check-shared-accounts';
import { reportRepeats } from './report-repeats';

type Report = (diagnostic: Diagnostic) => void;

/** Checks who may do what: teams that there are, break-glass groups that nothing else is done with, accounts of one environment. */
export function checkAccess(clusters: readonly Cluster[], apps: readonly App[], report: Report): void {
  checkSharedAccounts(clusters, report);
  const teams = sortedUnique(apps.map(({ owner }) => owner));
  const everyday = everydayGroups(clusters);
  const admins = new Map<string, Cluster>();
  for (const cluster of clusters) {
    const { access: declared, id } = cluster;
    if (declared === undefined) continue;
    const { breakGlass } = declared;
    checkForm(cluster, report);
    checkGroups(cluster, teams, report);
    const other = admins.get(breakGlass);
    admins.set(breakGlass, cluster);
    if (other !== undefined)
      report(
        access.adminShared({
          at: placeOf(cluster),
          group: breakGlass,
          cluster: id,
          other: other.id,
          place: placeOf(other),
        }),
      );
    const use = everyday.get(breakGlass);
    if (use !== undefined)
      report(access.breakGlassInUse({ at: placeOf(cluster), group: breakGlass, use: use() }));
  }
}

function placeOf({ source }: Cluster): Position {
  return source.at(['access', 'breakGlass']);
}

/** Where a group has its role; asked for only where that is wrong, because it costs reading the file again. */
function everydayGroups(clusters: readonly Cluster[]): ReadonlyMap<string, () => Position> {
  const places = clusters.flatMap(({ access: declared, source }) =>
    (declared?.groups ?? []).map(({ group }, index): [string, () => Position] => [
      group,
      () => source.at(['access', 'groups', index, 'group']),
    ]),
  );
  return new Map(places);
}

/** A group that its cloud spells otherwise binds nobody, and nobody notices before the incident. */
function checkForm({ access: declared, people, source, service }: Cluster, report: Report): void {
  const { form, what, example } = people.group;
  const places: readonly (readonly [string, readonly (string | number)[]])[] = [
    [declared?.breakGlass ?? '', ['access', 'breakGlass']],
    ...(declared?.groups ?? []).map(
      ({ group }, index) => [group, ['access', 'groups', index, 'group']] as const,
    ),
  ];
  for (const [group, path] of places)
    if (!form.test(group))
      report(access.foreignGroup({ at: source.at(path), group, service, what, example }));
}

function checkGroups({ access: declared, source }: Cluster, teams: readonly string[], report: Report): void {
  const groups = declared?.groups ?? [];
  const place = (index: number, field = 'group'): Position => source.at(['access', 'groups', index, field]);
  const keys = groups.map(({ group, team }) => (team === undefined ? group : `${group} for ${team}`));
  reportRepeats(keys, 'access of group', place, report);
  for (const [index, { team, group }] of groups.entries()) {
    if (team === undefined || teams.includes(team)) continue;
    report(
      access.teamWithoutApp({ at: place(index, 'team'), team, group, suggestion: nearest(team, teams) }),
    );
  }
}
