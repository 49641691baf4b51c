import { defineMessage, type Position } from '../core/diagnostic';

/** An account of another cloud, or misspelt. */
export const foreignAccount = defineMessage<{
  at: Position | undefined;
  id: string;
  provider: string;
  example: string;
}>('fleet/foreign-account', {
  reason: 'Roles and identities are named after the account, and those of another are not found.',
  text: ({ at, id, provider, example }) => ({
    at,
    message: `"${id}" is no account of provider "${provider}"`,
    remedy: `Write it as in ${example}.`,
  }),
});

/** Clusters of two environments that have the permissions of their apps in common. */
export const accountShared = defineMessage<{
  at: Position;
  cluster: string;
  other: string;
  account: string;
  environments: readonly [string, string];
  place: Position;
}>('fleet/account-shared', {
  severity: 'warning',
  reason:
    'There an app is known by project, namespace and name: what it may do in the one it may do from the other.',
  text: ({ at, cluster, other, account, environments: [own, others], place }) => ({
    at,
    message: `${cluster} (${own}) and ${other} (${others}) share the project ${account}`,
    remedy: 'Give each environment a project of its own.',
    related: [{ label: 'the other', at: place }],
  }),
});

/** Keys where no permission names any. */
export const keysUnread = defineMessage<{ at: Position | undefined; provider: string }>('fleet/keys-unread', {
  reason: 'There the service uses the key by itself, and whoever reads or writes needs no permission for it.',
  text: ({ at, provider }) => ({
    at,
    message: `provider "${provider}" asks nobody for the keys of an account`,
    remedy: 'Take them out: let the service itself use the key.',
  }),
});

/** A group that the service of the cluster cannot know. */
export const foreignGroup = defineMessage<{
  at: Position;
  group: string;
  service: string;
  what: string;
  example: string;
}>('fleet/foreign-group', {
  reason:
    'A role for a group that the cluster never hears of is a role for nobody, and that shows in the incident.',
  text: ({ at, group, service, what, example }) => ({
    at,
    message: `"${group}" is no group as ${service} knows them`,
    remedy: `Write ${what}, as in ${example}.`,
  }),
});

/** Two clusters with one group of administrators. */
export const adminShared = defineMessage<{
  at: Position;
  group: string;
  cluster: string;
  other: string;
  place: Position;
}>('fleet/admin-shared', {
  reason: 'Who takes over an administrator of one cluster would have all that share the group.',
  text: ({ at, group, cluster, other, place }) => ({
    at,
    message: `"${group}" may do everything in ${cluster} and in ${other}`,
    remedy: `Name a group of its own, such as breakglass-${cluster}.`,
    related: [{ label: 'the other', at: place }],
  }),
});

/** A break-glass group with an everyday role. */
export const breakGlassInUse = defineMessage<{ at: Position; group: string; use: Position }>(
  'fleet/break-glass-in-use',
  {
    reason: 'A group that people are in every day is no exception that an audit could see.',
    text: ({ at, group, use }) => ({
      at,
      message: `"${group}" is for incidents, and has an everyday role as well`,
      remedy: 'Keep the two groups apart.',
      related: [{ label: 'its everyday role', at: use }],
    }),
  },
);

/** Access for a team that owns no app, or no longer. */
export const teamWithoutApp = defineMessage<{
  at: Position;
  team: string;
  group: string;
  suggestion: string | undefined;
}>('fleet/team-without-app', {
  severity: 'warning',
  reason: 'Access for a team is access to the namespaces of its apps, so it gives nobody anything.',
  text: ({ at, team, group, suggestion }) => ({
    at,
    message: `"${group}" has access for team "${team}", which owns no app`,
    remedy:
      suggestion === undefined
        ? 'Take the entry out, or leave it for the first app of the team.'
        : `Did you mean "${suggestion}"? Otherwise take the entry out, or leave it for the first app of the team.`,
  }),
});
