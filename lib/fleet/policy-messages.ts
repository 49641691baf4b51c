import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position | undefined;
}

/** A production cluster whose profile leaves something out that every production workload is held to. */
export const policyIncomplete = defineMessage<
  Place & { profile: string; cluster: string; what: string; missing: readonly string[] }
>('fleet/policy-incomplete', {
  reason: 'Production clusters differ in how they do it, and not in what their workloads are held to.',
  text: ({ at, profile, cluster, what, missing }) => ({
    at,
    message: `the policy profile "${profile}" of ${cluster} lacks the ${what} ${listed(missing)}`,
    remedy: `Add them to policies/${profile}.yaml, or give the cluster another profile.`,
  }),
});

/** A switch for emergencies that is to be softened. */
export const switchSoftened = defineMessage<Place & { rule: string }>('fleet/policy-switch-softened', {
  reason: 'It is there to stop what an incident has found, everywhere and at once.',
  text: ({ at, rule }) => ({
    at,
    message: `${rule} refuses in every ring, and nobody is exempt from it`,
    remedy: 'Take this entry out; a digest that may run again is taken out of policy.blockedDigests.',
  }),
});

/** A profile without the switch, in a fleet that has used it. */
export const switchMissing = defineMessage<
  Place & { profile: string; cluster: string; missing: readonly string[]; blocked: Position }
>('fleet/policy-switch-missing', {
  reason: 'A digest that an incident has blocked would still start there.',
  text: ({ at, profile, cluster, missing, blocked }) => ({
    at,
    message: `the policy profile "${profile}" of ${cluster} lacks ${listed(missing)}, and the fleet blocks digests`,
    remedy: 'Add it to the rules of the profile.',
    related: [{ label: 'what is blocked', at: blocked }],
  }),
});

/** Labels in a profile whose rules ask for none. */
export const labelsUnread = defineMessage<Place & { rule: string }>('fleet/policy-labels-unread', {
  reason: 'Labels that no rule asks for are missed by nobody, though whoever wrote them down meant them.',
  text: ({ at, rule }) => ({
    at,
    message: `the profile names labels, and not the rule ${rule}, which asks for them`,
    remedy: `Add ${rule} to its rules, or take the labels out.`,
  }),
});

/** Two clusters of one environment that are held to different profiles. */
export const policyDiffers = defineMessage<
  Place & {
    cluster: string;
    profile: string;
    other: string;
    otherProfile: string;
    environment: string;
    otherAt: Position;
  }
>('fleet/policy-differs', {
  severity: 'warning',
  reason:
    'What one cluster lets in the other refuses: an app that is moved, or takes over, may not start there.',
  text: ({ at, cluster, profile, other, otherProfile, environment, otherAt }) => ({
    at,
    message: `${cluster} is held to "${profile}", and ${other}, also of ${environment}, to "${otherProfile}"`,
    remedy: 'Give them one profile, or one of them an environment of its own.',
    related: [{ label: `the profile of ${other}`, at: otherAt }],
  }),
});
