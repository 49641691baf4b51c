import type { Inputs } from '../config/inputs';
import type { Located, Path } from '../config/located';
import type { Diagnostic, Position } from '../core/diagnostic';
import { nearest, sortedUnique } from '../core/text';
import { LABELS_RULE, PRODUCTION_LABELS, PRODUCTION_RULES } from '../policy/profiles';
import { isSwitch, POLICY_RULE_NAMES } from '../policy/registry';
import type { App, Cluster, PolicyExemption } from './fleet';
import * as say from './messages';
import {
  labelsUnread,
  policyDiffers,
  policyIncomplete,
  switchMissing,
  switchSoftened,
} from './policy-messages';
import { reportRepeats } from './report-repeats';
import { policyProfiles } from './resolve-policies';

type Report = (diagnostic: Diagnostic) => void;
/** A place that is asked for only where something is wrong: it costs reading its file again. */
type Place = () => Position;

/** What names in policies can point to. */
interface Known {
  readonly clusters: readonly Cluster[];
  readonly apps: readonly App[];
}

const PRODUCTION = 'prod';

/** Checks profiles, their enforcement, exemptions and blocked digests: every name, and what production must have. */
export function checkPolicy(inputs: Inputs, known: Known, report: Report): void {
  for (const profile of inputs.policies) {
    const { rules, labels } = profile.value;
    for (const [index, rule] of rules.entries()) checkRule(rule, () => profile.at(['rules', index]), report);
    reportRepeats(rules, 'policy rule', (index) => profile.at(['rules', index]), report);
    reportRepeats(labels, 'label', (index) => profile.at(['labels', index]), report);
    if (labels.length > 0 && !rules.includes(LABELS_RULE))
      report(labelsUnread({ at: profile.atKey(['labels']), rule: LABELS_RULE }));
  }
  for (const cluster of known.clusters) checkProduction(cluster, inputs, report);
  checkSwitches(inputs, known.clusters, report);
  checkAgreement(known.clusters, policyProfiles(inputs), report);
  checkEnforcement(inputs, report);
  checkExemptions(inputs, known, report);
  const { fleet } = inputs;
  reportRepeats(
    fleet.value.policy.blockedDigests.map(({ digest }) => digest),
    'blocked digest',
    (index) => fleet.at(['policy', 'blockedDigests', index, 'digest']),
    report,
  );
}

function checkProduction({ id, environment, source }: Cluster, inputs: Inputs, report: Report): void {
  const profile = policyProfiles(inputs).get(source.value.policyProfile);
  if (environment !== PRODUCTION || profile === undefined) return;
  const file = inputs.policies.find(({ value }) => value === profile);
  const check = (what: string, key: string, needed: readonly string[], present: readonly string[]): void => {
    const missing = needed.filter((name) => !present.includes(name));
    if (missing.length === 0) return;
    const at = file?.at([key]) ?? source.at(['policyProfile']);
    report(policyIncomplete({ at, profile: profile.name, cluster: id, what, missing }));
  };
  check('rules', 'rules', PRODUCTION_RULES, profile.rules);
  check('labels', 'labels', PRODUCTION_LABELS, profile.labels);
}

/** What an incident has blocked must be blocked in every cluster, also where much else is let in. */
function checkSwitches(inputs: Inputs, clusters: readonly Cluster[], report: Report): void {
  const { fleet } = inputs;
  if (fleet.value.policy.blockedDigests.length === 0) return;
  const switches = POLICY_RULE_NAMES.filter(isSwitch);
  for (const { id, environment, source } of clusters) {
    const profile = policyProfiles(inputs).get(source.value.policyProfile);
    const missing = switches.filter((rule) => profile?.rules.includes(rule) === false);
    if (profile === undefined || environment === PRODUCTION || missing.length === 0) continue;
    const file = inputs.policies.find(({ value }) => value === profile);
    const at = file?.at(['rules']) ?? source.at(['policyProfile']);
    const blocked = fleet.at(['policy', 'blockedDigests']);
    report(switchMissing({ at, profile: profile.name, cluster: id, missing, blocked }));
  }
}

/** One environment has one profile: no overlay can give a cluster another one. */
function checkAgreement(
  clusters: readonly Cluster[],
  profiles: ReadonlyMap<string, unknown>,
  report: Report,
): void {
  const first = new Map<string, Cluster>();
  const known = clusters.filter(({ source }) => profiles.has(source.value.policyProfile));
  for (const cluster of known) {
    const { environment, source } = cluster;
    const other = first.get(environment) ?? cluster;
    first.set(environment, other);
    const [profile, otherProfile] = [source.value.policyProfile, other.source.value.policyProfile];
    if (profile === otherProfile) continue;
    const [at, otherAt] = [source.at(['policyProfile']), other.source.at(['policyProfile'])];
    report(
      policyDiffers({
        at,
        cluster: cluster.id,
        profile,
        other: other.id,
        otherProfile,
        environment,
        otherAt,
      }),
    );
  }
}

function checkEnforcement({ fleet }: Inputs, report: Report): void {
  const rings = fleet.value.rings.map(({ name }) => name);
  for (const [ring, { rules }] of Object.entries(fleet.value.policy.enforcement)) {
    const path = ['policy', 'enforcement', ring];
    checkName({ what: 'ring', name: ring, known: rings, at: () => fleet.atKey(path) }, report);
    for (const rule of Object.keys(rules)) {
      const at = (): Position => fleet.atKey([...path, 'rules', rule]);
      checkRule(rule, at, report);
      checkSwitch(rule, at, report);
    }
  }
}

function checkExemptions({ fleet, tombstones }: Inputs, { clusters, apps }: Known, report: Report): void {
  const { exemptions } = fleet.value.policy;
  const kept = tombstones?.value.namespaces.map(({ name }) => name) ?? [];
  const namespaces = sortedUnique([
    ...apps.map(({ namespace }) => namespace),
    ...kept,
    'platform',
    'default',
  ]);
  const ids = clusters.map(({ id }) => id);
  for (const [index, exemption] of exemptions.entries()) {
    const { rule, namespace, app, clusters: places = [] } = exemption;
    const at = placeIn(fleet, ['policy', 'exemptions', index]);
    checkRule(rule, at('rule'), report);
    checkSwitch(rule, at('rule'), report);
    checkName({ what: 'namespace', name: namespace, known: namespaces, at: at('namespace') }, report);
    const there = apps.filter((candidate) => candidate.namespace === namespace).map(({ name }) => name);
    if (app !== undefined) checkName({ what: 'app', name: app, known: there, at: at('app') }, report);
    for (const [place, id] of places.entries())
      checkName({ what: 'cluster', name: id, known: ids, at: at('clusters', place) }, report);
  }
  reportRepeats(
    exemptions.map(keyOf),
    'the exemption of',
    (index) => fleet.at(['policy', 'exemptions', index]),
    report,
  );
}

function keyOf({ rule, namespace, app, clusters }: PolicyExemption): string {
  return [rule, namespace, app ?? '*', ...(clusters ?? [])].join(' ');
}

function placeIn(source: Located<unknown>, path: Path): (...rest: (string | number)[]) => Place {
  return (...rest) =>
    () =>
      source.at([...path, ...rest]);
}

function checkRule(name: string, at: Place, report: Report): void {
  checkName({ what: 'policy rule', name, known: POLICY_RULE_NAMES, at }, report);
}

function checkSwitch(rule: string, at: Place, report: Report): void {
  if (isSwitch(rule)) report(switchSoftened({ at: at(), rule }));
}

function checkName(
  { what, name, known, at }: { what: string; name: string; known: readonly string[]; at: Place },
  report: Report,
): void {
  if (known.includes(name)) return;
  report(say.unknownReference({ at: at(), what, name, suggestion: nearest(name, known), known }));
}
