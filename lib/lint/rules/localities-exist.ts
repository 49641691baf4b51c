import { listOf, objectOf, shown, textOf, valueAt } from '../../core/json';
import { listed, sortedUnique } from '../../core/text';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';
import type { TrafficPolicy } from '../traffic-policy';

/** The labels that Istio knows of endpoints behind the gateway of another network. */
const REMOTE_LABELS: readonly string[] = ['topology.istio.io/cluster', 'topology.istio.io/network'];

type Say = (field: string, problem: string, remedy: string) => void;

/** Locality settings name regions of the fleet, each once, and labels that remote endpoints have. */
export const localitiesExist = defineRule({
  name: 'locality-setting',
  reason: 'Istio drops or ignores what it cannot use of a locality setting, and the requests go anywhere.',
  check(index, find) {
    const clusters = [...index.clusters.values()].map(({ region }) => region);
    const regions = new Set([...clusters, ...regionsOutside(index)]);
    for (const { entry, policies } of index.trafficRules) {
      for (const policy of policies) checkPolicy(entry, policy, regions, find);
    }
  },
});

/** Regions in which something outside the mesh has an endpoint. */
function regionsOutside(index: LintIndex): readonly string[] {
  return index
    .ofType('ServiceEntry.networking.istio.io')
    .flatMap(({ object }) => listOf(valueAt(object, 'spec', 'endpoints')))
    .map((endpoint) => (textOf(objectOf(endpoint)['locality']) ?? '').split('/')[0] ?? '');
}

function checkPolicy(
  entry: LintEntry,
  { field, locality }: TrafficPolicy,
  regions: ReadonlySet<string>,
  find: Find,
): void {
  const prefix = `${field}.loadBalancer.localityLbSetting`;
  const say: Say = (key, problem, remedy) => find(entry, `${prefix}.${key}`, problem, remedy);
  if (listOf(locality['distribute']).length > 0 && listOf(locality['failoverPriority']).length > 0)
    say('failoverPriority', 'stands beside distribute, and Istio ignores it', 'Choose shares or an order.');
  checkFailover(locality['failover'], regions, say);
  checkPriority(locality['failoverPriority'], say);
  checkDistribute(locality['distribute'], regions, say);
}

function checkFailover(value: Parameters<typeof listOf>[0], regions: ReadonlySet<string>, say: Say): void {
  const seen = new Set<string>();
  listOf(value).forEach((item, index) => {
    const from = textOf(objectOf(item)['from']) ?? '';
    const to = textOf(objectOf(item)['to']) ?? '';
    for (const [key, region] of [
      ['from', from],
      ['to', to],
    ] as const)
      checkRegion(`failover[${index}].${key}`, region, regions, say);
    if (seen.has(from))
      say(
        `failover[${index}].from`,
        `is "${from}" a second time, which Istio ignores`,
        'Leave one entry for each region.',
      );
    seen.add(from);
  });
}

function checkPriority(value: Parameters<typeof listOf>[0], say: Say): void {
  const seen = new Set<string>();
  listOf(value).forEach((item, index) => {
    const [key = ''] = shown(item).split('=');
    if (!REMOTE_LABELS.includes(key)) {
      say(
        `failoverPriority[${index}]`,
        `is "${key}", which endpoints of other networks do not have`,
        `Use ${listed(REMOTE_LABELS, 'or')}.`,
      );
    }
    if (seen.has(key))
      say(`failoverPriority[${index}]`, `is "${key}" a second time`, 'Name each label once.');
    seen.add(key);
  });
}

function checkDistribute(value: Parameters<typeof listOf>[0], regions: ReadonlySet<string>, say: Say): void {
  listOf(value).forEach((item, index) => {
    const from = textOf(objectOf(item)['from']) ?? '';
    const to = objectOf(objectOf(item)['to']);
    checkRegion(`distribute[${index}].from`, from, regions, say);
    for (const place of Object.keys(to)) checkRegion(`distribute[${index}].to`, place, regions, say);
  });
}

function checkRegion(field: string, place: string, regions: ReadonlySet<string>, say: Say): void {
  const [region = ''] = place.split('/');
  if (place === '*' || regions.has(region)) return;
  say(
    field,
    `is "${place}", and no cluster of the fleet is in such a region`,
    `Name one of ${listed(sortedUnique(regions), 'or')}.`,
  );
}
