import { listOf, objectOf, textOf } from '../../core/json';
import type { Json } from '../../core/manifest';
import { defineRule } from '../define-rule';
import type { LintIndex } from '../lint-index';

/** A share for another region names one of its zones. */
export const sharesNameOneZone = defineRule({
  name: 'share-of-several-zones',
  reason:
    'All zones of another network stand behind the same gateway, and Envoy keeps only the first copy of its address: the shares of the other zones are lost.',
  check(index, find) {
    const zonal = zonalRegions(index);
    for (const { entry, policies } of index.trafficRules) {
      for (const { field, distributes, locality } of policies) {
        if (!distributes) continue;
        listOf(locality['distribute']).forEach((item, position) => {
          for (const place of spread(item, zonal))
            find(
              entry,
              `${field}.loadBalancer.localityLbSetting.distribute[${position}].to`,
              `has "${place}", a share of several zones behind one gateway`,
              'Name one zone of every other region, such as "<region>/<zone>/*", in an entry for each client region.',
            );
        });
      }
    }
  },
});

/** Regions with more than one zone, or with none that is known. */
function zonalRegions({ clusters }: LintIndex): ReadonlySet<string> {
  const several = [...clusters.values()].filter(({ zones }) => zones.length !== 1);
  return new Set(several.map(({ region }) => region));
}

/** Places of other regions that are several zones; a single place takes everything, so that nothing of it is lost. */
function spread(item: Json, zonal: ReadonlySet<string>): readonly string[] {
  const [home] = (textOf(objectOf(item)['from']) ?? '').split('/');
  const places = Object.keys(objectOf(objectOf(item)['to']));
  if (places.length < 2) return [];
  const zonesOf = new Map<string, number>();
  return places.filter((place) => {
    const [region = '', zone = '*'] = place.split('/');
    if (region === home || !zonal.has(region)) return false;
    const count = (zonesOf.get(region) ?? 0) + 1;
    zonesOf.set(region, count);
    return zone === '*' || count > 1;
  });
}
