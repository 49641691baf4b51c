import { isDrained } from '../../plan/drained';
import { hostOwners } from '../../plan/entry/entry-plan';
import { regionalName } from '../../plan/entry/regional';
import type { AppPlan } from '../../plan/plan';
import { defineRule, type Find } from '../define-rule';
import { entryWays, waysFrom, type EntryWay } from '../entry-ways';
import type { LintIndex } from '../lint-index';

/** Users of a public host are sent to every region that serves it, and to nothing else. */
export const openRegionsHaveARecord = defineRule({
  name: 'entry-region-without-users',
  reason:
    'A region that no record leads to runs for nobody and takes nothing over; a record that leads elsewhere loses its users.',
  check(index, find) {
    const { fleet, apps } = index.plan;
    if (fleet.entry === undefined) return;
    const names = new Map(
      [...index.clusters.values()].map((cluster) => [regionalName(cluster, fleet), cluster.id]),
    );
    const ways = entryWays(index);
    for (const [host, plan] of hostOwners(fleet, apps)) checkHost({ host, plan, names, ways }, index, find);
  },
});

interface Host {
  readonly host: string;
  readonly plan: AppPlan;
  /** Name that a cluster alone is reached by → its id. */
  readonly names: ReadonlyMap<string, string>;
  readonly ways: ReturnType<typeof entryWays>;
}

function checkHost({ host, plan, names, ways }: Host, index: LintIndex, find: Find): void {
  const { app, placed } = plan;
  const { fleet } = index.plan;
  const open = placed.filter((cluster) => !isDrained(app, cluster));
  const serving = new Set(open.map(({ id }) => id));
  const taken = waysFrom(host, ways);
  const reached = new Set(taken.map(({ to }) => names.get(to)));
  for (const { id } of open.filter((cluster) => !reached.has(cluster.id))) {
    const unit = index.compiled.units.find(
      ({ lane, name, cluster }) => lane === 'apps' && name === app.name && cluster === id,
    );
    const remedy = 'Give it its record back, drain it, or leave the region out.';
    if (unit !== undefined)
      find(unit, 'traffic', `is public as ${host}, and no record of any cluster leads there`, remedy);
  }
  for (const way of taken) {
    const problem = problemOf(way, { names, ways, serving, domain: fleet.domain, app: app.name });
    if (problem === undefined) continue;
    find(
      way.entry,
      way.field,
      `sends users of ${host} to ${way.to}, ${problem}`,
      'Leave it to the entry of the fleet.',
    );
  }
}

interface Ends extends Pick<Host, 'names' | 'ways'> {
  readonly serving: ReadonlySet<string>;
  readonly domain: string;
  readonly app: string;
}

/** Names outside the domain are somebody else's, and cannot be judged. */
function problemOf({ to }: EntryWay, { names, ways, serving, domain, app }: Ends): string | undefined {
  const cluster = names.get(to);
  if (cluster !== undefined) return serving.has(cluster) ? undefined : `which serves no ${app} to users`;
  return ways.has(to) || !to.endsWith(`.${domain}`) ? undefined : 'which no record answers for';
}
