import type { Inputs } from '../config/inputs';
import type { PolicyMode } from '../config/policy-schema';
import type { Diagnostic } from '../core/diagnostic';
import { nearest } from '../core/text';
import { BUILT_IN_PROFILES, type PolicyProfile } from '../policy/profiles';
import { isSwitch } from '../policy/registry';
import type { Cluster, ClusterPolicy } from './fleet';
import * as say from './messages';

/** The profiles that clusters may name: the built-in ones, or the files that take their place, and those of the fleet's own. */
export function policyProfiles({ policies }: Pick<Inputs, 'policies'>): ReadonlyMap<string, PolicyProfile> {
  return new Map(
    [...BUILT_IN_PROFILES, ...policies.map(({ value }) => value)].map((profile) => [profile.name, profile]),
  );
}

/** What each cluster is held to; reports a profile that is not there. */
export function resolvePolicies(
  inputs: Inputs,
  clusters: readonly Cluster[],
  report: (diagnostic: Diagnostic) => void,
): (cluster: Cluster) => ClusterPolicy {
  const profiles = policyProfiles(inputs);
  const known = [...profiles.keys()];
  const resolved = new Map<string, ClusterPolicy>();
  for (const cluster of clusters) {
    const name = cluster.source.value.policyProfile;
    const profile = profiles.get(name);
    if (profile === undefined) {
      const at = cluster.source.at(['policyProfile']);
      const suggestion = nearest(name, known);
      report(say.unknownReference({ at, what: 'policy profile', name, suggestion, known }));
    } else resolved.set(cluster.id, policyOf(profile, cluster, inputs));
  }
  return ({ id }) => resolved.get(id) ?? NOTHING;
}

/** Of a cluster whose profile is not there; an error was reported. */
const NOTHING: ClusterPolicy = { profile: '', version: '', modes: new Map(), labels: [] };

function policyOf(profile: PolicyProfile, { ring }: Cluster, { fleet }: Inputs): ClusterPolicy {
  const { mode = 'deny', rules = {} } = fleet.value.policy.enforcement[ring.name] ?? {};
  const modeOf = (rule: string): PolicyMode => (isSwitch(rule) ? 'deny' : (rules[rule] ?? mode));
  return {
    profile: profile.name,
    version: profile.version,
    modes: new Map(profile.rules.map((rule) => [rule, modeOf(rule)])),
    labels: profile.labels,
  };
}
