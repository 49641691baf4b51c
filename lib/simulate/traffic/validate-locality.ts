import { listOf, objectOf, textOf } from '../../core/json';
import type { Json, JsonObject } from '../../core/manifest';

/** What istiod's webhook has to say: an error refuses the whole DestinationRule, a warning lets it pass. */
export interface PolicyProblem {
  readonly severity: 'error' | 'warning';
  /** Path below the block that was checked, as `distribute[0].to`. */
  readonly field: string;
  /** Ends a sentence that begins with the field. */
  readonly problem: string;
  readonly remedy: string;
}

/** Labels that Istio refuses in failoverPriority as soon as failover stands beside it. */
const TOPOLOGY_LABELS: readonly string[] = [
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
  'topology.istio.io/subzone',
];

type Distribute = readonly { readonly from: string; readonly to: JsonObject }[];

/**
 * What Istio accepts and refuses of one `localityLbSetting`; empty where it says nothing. Like Istio it stops at the first
 * error of the shares, and warns about missing outlier detection only for a setting that it has not refused by then.
 * Where Istio's verdict hangs on the order in which Go walks a map, the setting is refused.
 *
 * Source: istio pkg/config/validation/agent/validation.go `ValidateLocalityLbSetting`, the same in 1.30 and 1.31.
 */
export function validateLocality(
  setting: Json | undefined,
  hasOutlierDetection: boolean,
): readonly PolicyProblem[] {
  const { distribute, failover, failoverPriority } = objectOf(setting);
  const shares: Distribute = listOf(distribute).map((item) => {
    const { from, to } = objectOf(item);
    return { from: textOf(from) ?? '', to: objectOf(to) };
  });
  const successors = listOf(failover).map((item) => {
    const { from, to } = objectOf(item);
    return { from: textOf(from) ?? '', to: textOf(to) ?? '' };
  });
  const labels = listOf(failoverPriority);
  const exclusive = checkExclusive(shares.length > 0, successors.length > 0, labels);
  if (exclusive !== undefined) return [exclusive];
  const weights = checkWeights(shares);
  if (weights !== undefined) return [weights];
  const missing = !hasOutlierDetection && (successors.length > 0 || labels.length > 0);
  return [...checkPlaces(shares), ...(missing ? [NO_OUTLIER_DETECTION] : []), ...checkSuccessors(successors)];
}

const NO_OUTLIER_DETECTION: PolicyProblem = {
  severity: 'warning',
  field: '',
  problem: 'fails over, and its policy has no outlierDetection',
  remedy: 'Add outlierDetection to the same policy.',
};

function refuse(field: string, problem: string, remedy: string): PolicyProblem {
  return { severity: 'error', field, problem, remedy };
}

function checkExclusive(
  shares: boolean,
  successors: boolean,
  labels: readonly Json[],
): PolicyProblem | undefined {
  if (!successors) return undefined;
  if (shares)
    return refuse(
      'distribute',
      'stands beside failover',
      'Choose shares or an order: Istio takes only one of them.',
    );
  const index = labels.findIndex((label) => TOPOLOGY_LABELS.includes(textOf(label) ?? ''));
  if (index < 0) return undefined;
  const name = textOf(labels[index]) ?? '';
  return refuse(
    `failoverPriority[${index}]`,
    `is "${name}", and failover goes by regions and zones too`,
    'Leave one of them out.',
  );
}

function checkWeights(shares: Distribute): PolicyProblem | undefined {
  for (const [index, { to }] of shares.entries()) {
    const field = `distribute[${index}].to`;
    let sum = 0;
    for (const [place, weight] of Object.entries(to)) {
      if (typeof weight !== 'number' || weight < 1 || weight > 100)
        return refuse(
          `${field}["${place}"]`,
          `is ${JSON.stringify(weight)}`,
          'Give it a share from 1 to 100.',
        );
      sum += weight;
    }
    if (sum !== 100) return refuse(field, `adds up to ${sum}`, 'Let the shares add up to 100.');
  }
  return undefined;
}

function checkPlaces(shares: Distribute): readonly PolicyProblem[] {
  const problems = shares.flatMap(({ to }, index) =>
    placeProblem(`distribute[${index}].to`, unordered(Object.keys(to))),
  );
  return [...problems, ...placeProblem('distribute', placesProblem(shares.map(({ from }) => from)))];
}

function placeProblem(field: string, problem: string | undefined): readonly PolicyProblem[] {
  return problem === undefined
    ? []
    : [refuse(field, problem, 'Name each place once, and no place inside another.')];
}

/** Go walks a map in any order, and what Istio finds hangs on which of two places comes first. */
function unordered(places: readonly string[]): string | undefined {
  const pairs = places.flatMap((a) => places.flatMap((b) => (a === b ? [] : [[a, b]])));
  return [places.slice(0, 1), ...pairs].map(placesProblem).find((problem) => problem !== undefined);
}

/** Port of Istio's `validateLocalities`: what is wrong with a list of places in this order. */
function placesProblem(places: readonly string[]): string | undefined {
  const known: Known = new Map();
  for (const place of places) {
    const stars = place.split('*').length - 1;
    if (stars > 1 || (stars === 1 && !place.endsWith('*')))
      return `has "${place}", with a star that is not at the end`;
    if (known.has('*')) return `has "${place}", which lies inside "*"`;
    const [region = '', zone, ...rest] = place.split('/');
    const subzone = rest.length === 0 ? undefined : rest.join('/');
    if ([region, zone, subzone].includes('')) return `has "${place}", with an empty part`;
    if (!file(known, region, zone, subzone)) return `has "${place}", which overlaps another place`;
  }
  return undefined;
}

type Known = Map<string, Map<string, Set<string>>>;

/** Files a place; false where Istio takes it for a repetition: of any part for a region, of a larger part for the others. */
function file(known: Known, region: string, zone: string | undefined, subzone: string | undefined): boolean {
  const zones = known.get(region);
  if (zones === undefined) {
    known.set(region, new Map([[zone ?? '*', new Set([subzone ?? '*'])]]));
    return true;
  }
  return zone !== undefined && !zones.has('*') && fileZone(zones, zone, subzone);
}

function fileZone(zones: Map<string, Set<string>>, zone: string, subzone: string | undefined): boolean {
  const subzones = zones.get(zone);
  if (subzones === undefined) {
    zones.set(zone, new Set([subzone ?? '*']));
    return true;
  }
  if (subzone === undefined || subzones.has('*') || subzones.has(subzone)) return false;
  subzones.add(subzone);
  return true;
}

function checkSuccessors(successors: readonly { from: string; to: string }[]): readonly PolicyProblem[] {
  return successors.flatMap(({ from, to }, index) => {
    const field = `failover[${index}]`;
    const either = [from, to];
    return [
      ...(from === to ? [refuse(field, `leads from "${from}" to itself`, 'Name another region.')] : []),
      ...(either.some((place) => place.includes('/'))
        ? [refuse(field, `names a zone: "${from}" to "${to}"`, 'Name regions alone.')]
        : []),
      ...(either.some((place) => place.includes('*'))
        ? [refuse(field, `has a star: "${from}" to "${to}"`, 'Name one region on each side.')]
        : []),
    ];
  });
}
