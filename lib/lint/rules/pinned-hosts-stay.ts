import { listOf, objectOf, textOf } from '../../core/json';
import { listed } from '../../core/text';
import { hostOf } from '../../plan/names';
import type { AppPlan } from '../../plan/plan';
import { defineRule, type Find } from '../define-rule';
import type { LintIndex } from '../lint-index';
import { serviceIn } from '../mesh-host';
import type { TrafficPolicy, TrafficRule } from '../traffic-policy';

/** Requests for a host whose data is in one region reach that region and no other. */
export const pinnedHostsStay = defineRule({
  name: 'pinned-host-leaves',
  reason:
    'The data mode says where the app may answer. An order only says where requests go first: shares alone keep them out of the other regions.',
  check(index, find) {
    const rules = new Map<string, TrafficRule>();
    for (const rule of index.trafficRules) rules.set(`${rule.entry.cluster} ${rule.host}`, rule);
    for (const plan of index.plan.apps) {
      const host = hostOf(plan.app);
      for (const { id, region } of [...plan.placed, ...plan.clients]) {
        const home = homeOf(plan, region);
        if (home === undefined) continue;
        const rule = rules.get(`${id} ${host}`);
        if (rule === undefined) reportMissing(index, id, host, home, find);
        else for (const policy of rule.policies) checkPolicy(rule, policy, region, home, find);
      }
    }
  },
});

/** The only region that may answer clients of a region; undefined where more than one may. */
function homeOf({ locality }: AppPlan, client: string): string | undefined {
  if (locality.kind === 'primary-only') return locality.primary.region;
  if (locality.kind !== 'home-only') return undefined;
  return locality.homes.find((home) => home.client === client)?.regions[0];
}

function reportMissing(index: LintIndex, cluster: string, host: string, home: string, find: Find): void {
  const service = serviceIn(index, cluster, host);
  if (service === undefined) return;
  find(
    service,
    'metadata.name',
    `is of a host that no DestinationRule keeps in ${home}`,
    'Leave the rule of the app in its unit.',
  );
}

function checkPolicy(
  { entry }: TrafficRule,
  { field, distributes, locality }: TrafficPolicy,
  region: string,
  home: string,
  find: Find,
): void {
  const entries = distributes ? listOf(locality['distribute']).map(objectOf) : [];
  const own = entries.filter(({ from }) => ['*', region].includes((textOf(from) ?? '').split('/')[0] ?? ''));
  const reached = new Set(
    own.flatMap(({ to }) => Object.keys(objectOf(to)).map((place) => place.split('/')[0])),
  );
  const foreign = [...reached].filter((place) => place !== home);
  if (own.length > 0 && foreign.length === 0) return;
  const where = own.length === 0 ? 'anywhere' : `to ${listed(foreign.map(String))}`;
  find(
    entry,
    `${field}.loadBalancer.localityLbSetting`,
    `lets requests go ${where}, and ${home} alone may answer them`,
    `Give clients in ${region} one share: {"${home}/*": 100}.`,
  );
}
