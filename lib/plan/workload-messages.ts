import { defineMessage, type Position } from '../core/diagnostic';
import { counted, listed } from '../core/text';

interface Place {
  readonly at: Position;
}
interface TwoPlaces extends Place {
  readonly other: Position;
}

/** A minimum above the maximum. */
export const minAboveMax = defineMessage<
  TwoPlaces & { app: string; cluster: string; min: number; max: number }
>('plan/min-above-max', {
  reason: 'An autoscaler refuses such bounds.',
  text: ({ at, app, cluster, min, max, other }) => ({
    at,
    message: `in ${cluster}, ${app} has at least ${min} and at most ${max} replicas`,
    remedy: 'Raise the maximum, or lower the minimum.',
    related: [{ label: 'the maximum', at: other }],
  }),
});

/** A tier-1 app that a lost zone can take down. */
export const fewerReplicasThanZones = defineMessage<
  TwoPlaces & { app: string; cluster: string; min: number; zones: number }
>('plan/fewer-replicas-than-zones', {
  reason: 'A tier-1 app must run in every zone, or the loss of one may take all its replicas.',
  text: ({ at, app, cluster, min, zones, other }) => ({
    at,
    message: `in ${cluster}, ${app} runs at least ${counted(min, 'replica')} in ${counted(zones, 'zone')}`,
    remedy: `Set runtime.minReplicasPerRegion to ${zones} or more.`,
    related: [{ label: 'the zones', at: other }],
  }),
});

/** Load in a region where the app does not run. */
export const loadElsewhere = defineMessage<
  Place & { app: string; region: string; regions: readonly string[] }
>('plan/load-elsewhere', {
  reason: 'Load is planned where it is served; elsewhere nothing reads the figure.',
  text: ({ at, app, region, regions }) => ({
    at,
    message: `${app} declares load in ${region}, where it does not run`,
    remedy: `Move it to ${listed(regions, 'or')}, or add the region.`,
  }),
});

/** Two ports with one name or number. */
export const duplicatePort = defineMessage<TwoPlaces & { app: string; value: string }>(
  'plan/duplicate-port',
  {
    reason: 'A Service tells its ports apart by name and by number.',
    text: ({ at, app, value, other }) => ({
      at,
      message: `${app} has two ports "${value}"`,
      remedy: 'Rename or renumber one of them.',
      related: [{ label: 'first used here', at: other }],
    }),
  },
);

/** The short form of the ports beside the long one. */
export const portAndPorts = defineMessage<TwoPlaces & { app: string; port: number }>('plan/port-and-ports', {
  reason: 'The list says all ports, so nobody reads the short form.',
  text: ({ at, app, port, other }) => ({
    at,
    message: `${app} has both "port" and "ports"`,
    remedy: `Delete "port", and add {name: http, port: ${port}} to "ports" where it is missing.`,
    related: [{ label: 'all ports', at: other }],
  }),
});

/** Two volumes on one folder. */
export const duplicateMount = defineMessage<TwoPlaces & { app: string; cluster: string; path: string }>(
  'plan/duplicate-mount',
  {
    reason: 'The API server refuses a container with two volumes on one folder.',
    text: ({ at, app, cluster, path, other }) => ({
      at,
      message: `in ${cluster}, ${app} mounts two volumes on ${path}`,
      remedy: 'Choose another folder for one of them.',
      related: [{ label: 'the other volume', at: other }],
    }),
  },
);

/** One environment variable from two sources. */
export const duplicateVariable = defineMessage<
  TwoPlaces & { app: string; cluster: string; variable: string }
>('plan/duplicate-variable', {
  reason:
    'Which of the two the process sees is decided by their order, and the API server refuses to merge them.',
  text: ({ at, app, cluster, variable, other }) => ({
    at,
    message: `in ${cluster}, ${app} sets the variable ${variable} twice`,
    remedy: 'Delete or rename one of them.',
    related: [{ label: 'also set here', at: other }],
  }),
});

/** A list in which a name stands twice. */
export const duplicateEntry = defineMessage<TwoPlaces & { app: string; field: string; name: string }>(
  'plan/duplicate-entry',
  {
    reason: 'Entries are told apart by their names.',
    text: ({ at, app, field, name, other }) => ({
      at,
      message: `${app} has two entries "${name}" in ${field}`,
      remedy: 'Join them, or rename one.',
      related: [{ label: 'the other entry', at: other }],
    }),
  },
);

/** A region whose secret store lacks what an app needs there. */
export const secretNotThere = defineMessage<
  Place & { app: string; cluster: string; region: string; entry: string; regions: readonly string[] }
>('plan/secret-not-there', {
  reason:
    'Pods read from the store of their own region alone. Without a copy there they do not start, and of a standby that shows in the outage.',
  text: ({ at, app, cluster, region, entry, regions }) => ({
    at,
    message: `${app} runs in ${cluster}, and the entry ${entry} is in the stores of ${listed(regions)} alone`,
    remedy: `Replicate it to ${region} and name the region here, or do not run the app there.`,
  }),
});

/** Two secrets that meet where there is room for one, in one cluster. */
export type SecretContest = TwoPlaces & {
  /** Where they meet: a Secret as namespace/name, or an entry as the store calls it. */
  readonly key: string;
  readonly app: string;
  readonly otherApp: string;
  readonly cluster: string;
  readonly from: string;
  readonly otherFrom: string;
};

/** Apps of one namespace that mean different entries of the store by one Secret. */
export const secretContested = defineMessage<SecretContest>('plan/secret-contested', {
  reason:
    'A namespace has one Secret of a name. The second app would start with the credentials of the first.',
  text: ({ at, other, app, otherApp, cluster, key, from, otherFrom }) => ({
    at,
    message: `in ${cluster}, ${app} wants ${key} made of the entry ${from}, and ${otherApp} of ${otherFrom}`,
    remedy: 'Give one of them another name, or let both name one entry.',
    related: [{ label: `that of ${otherApp}`, at: other }],
  }),
});

/** Two names that a store cannot tell apart. */
export const secretEntryShared = defineMessage<SecretContest>('plan/secret-entry-shared', {
  reason:
    'The store of this cloud has fewer characters for names. Both would read one entry, and whoever fills it writes over the other.',
  text: ({ at, other, app, otherApp, cluster, key, from, otherFrom }) => ({
    at,
    message: `in the store of ${cluster}, ${from} of ${app} and ${otherFrom} of ${otherApp} are one entry, ${key}`,
    remedy: 'Give one of them a name that differs in its letters or digits.',
    related: [{ label: `that of ${otherApp}`, at: other }],
  }),
});
