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
