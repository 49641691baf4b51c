import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position | undefined;
}

/** A name that refers to nothing. */
export const unknownReference = defineMessage<
  Place & {
    what: string;
    name: string;
    within?: string;
    suggestion?: string | undefined;
    known: readonly string[];
  }
>('fleet/unknown-reference', {
  reason: 'A reference to something that does not exist would silently do nothing.',
  text: ({ at, what, name, within, suggestion, known }) => ({
    at,
    message: `there is no ${what} "${name}"${within === undefined ? '' : ` ${within}`}`,
    remedy:
      suggestion !== undefined
        ? `Did you mean "${suggestion}"?`
        : known.length === 0
          ? `No ${what} is declared.`
          : `Known: ${listed(known.slice(0, 12), 'or')}.`,
  }),
});

/** Two things with one name. */
export const duplicateName = defineMessage<Place & { what: string; name: string; other: Position }>(
  'fleet/duplicate-name',
  {
    reason: 'A name must point at one thing only.',
    text: ({ at, what, name, other }) => ({
      at,
      message: `${what} "${name}" is declared twice`,
      remedy: 'Rename or remove one of them.',
      related: [{ label: 'first declared here', at: other }],
    }),
  },
);

/** A fact that has a default, and should be said. */
export const missingFact = defineMessage<
  Place & { subject: string; field: string; effect: string; remedy: string }
>('fleet/missing-fact', {
  severity: 'warning',
  strict: true,
  reason: 'What is not declared cannot be checked.',
  text: ({ at, subject, field, effect, remedy }) => ({
    at,
    message: `${subject} has no "${field}"`,
    reason: effect,
    remedy,
  }),
});

/** A target version that is not supported. */
export const unsupportedVersion = defineMessage<Place & { what: string; version: string; supported: string }>(
  'fleet/unsupported-version',
  {
    reason: 'Fields and defaults differ between versions, and the output is proven against one set only.',
    text: ({ at, what, version, supported }) => ({
      at,
      message: `${what} ${version} is not supported`,
      remedy: `Write ${supported}, or leave the field out.`,
    }),
  },
);

/** A cluster's provider, service and modes do not go together. */
export const incompatibleModes = defineMessage<
  Place & { field: string; value: string; with: string; allowed: readonly string[]; other: Position }
>('fleet/incompatible-modes', {
  reason: 'The provider does not offer this combination, so the cluster cannot exist as declared.',
  text: ({ at, field, value, with: partner, allowed, other }) => ({
    at,
    message: `${field} "${value}" does not go with ${partner}`,
    remedy: `Use ${listed(allowed, 'or')}.`,
    related: [{ label: partner, at: other }],
  }),
});

/** A zone that is not in the cluster's region. */
export const zoneOutsideRegion = defineMessage<
  Place & { zone: string; region: string; example: string; other: Position }
>('fleet/zone-outside-region', {
  reason:
    'Spreading over zones and locality failover go by node labels, and a zone of another region never appears on a node here.',
  text: ({ at, zone, region, example, other }) => ({
    at,
    message: `zone "${zone}" is not in region "${region}"`,
    remedy: `Write zones as the node label topology.kubernetes.io/zone spells them, such as ${example}.`,
    related: [{ label: 'the region', at: other }],
  }),
});

/** Address ranges that share addresses. */
export const cidrOverlap = defineMessage<
  Place & { range: string; otherRange: string; otherCluster: string; other: Position }
>('fleet/cidr-overlap', {
  reason:
    'Networks that share addresses can never be peered or joined in one mesh, and it is too late to change once pods run.',
  text: ({ at, range, otherRange, otherCluster, other }) => ({
    at,
    message: `${range} overlaps ${otherRange} of ${otherCluster}`,
    remedy: 'Give one of them a range of its own.',
    related: [{ label: otherRange, at: other }],
  }),
});

/** Private endpoints that share addresses with pods or Services. */
export const endpointOverlap = defineMessage<
  Place & { cluster: string; endpoint: string; otherRange: string; otherCluster: string; other: Position }
>('fleet/endpoint-overlap', {
  reason:
    'Whoever may ask the cloud may go to its private endpoints: a pod behind one of these addresses would stand open to all of them.',
  text: ({ at, cluster, endpoint, otherRange, otherCluster, other }) => ({
    at,
    message: `${endpoint}, where the cloud answers in ${cluster}, overlaps ${otherRange} of ${otherCluster}`,
    remedy: 'Name the subnets of the endpoints alone.',
    related: [{ label: otherRange, at: other }],
  }),
});

/** The address range of a gateway that its own network does not hold. */
export const gatewayOutsideVpc = defineMessage<Place & { gateway: string; vpc: string; other: Position }>(
  'fleet/gateway-outside-vpc',
  {
    reason:
      'The east-west gateway is an internal load balancer: its addresses come from the network of the nodes.',
    text: ({ at, gateway, vpc, other }) => ({
      at,
      message: `the east-west gateway's range ${gateway} is not inside the network ${vpc}`,
      remedy: `Choose subnets of ${vpc}.`,
      related: [{ label: 'the network', at: other }],
    }),
  },
);

/** Two clusters that call their network the same. */
export const sameMeshNetwork = defineMessage<Place & { network: string; other: Position }>(
  'fleet/same-mesh-network',
  {
    reason:
      'Clusters of one mesh network send pod addresses to each other directly, which separate networks cannot route.',
    text: ({ at, network, other }) => ({
      at,
      message: `the mesh network "${network}" is used by two clusters`,
      remedy: 'Give each cluster a network name of its own, or leave it out: the cluster id is the default.',
      related: [{ label: 'first used here', at: other }],
    }),
  },
);

/** A geography that is promised and served by nobody. */
export const geographyUnserved = defineMessage<Place & { geography: string; served: readonly string[] }>(
  'fleet/geography-unserved',
  {
    reason: 'Users there would be served from another continent.',
    text: ({ at, geography, served }) => ({
      at,
      message: `no production cluster serves the geography "${geography}"`,
      remedy: `Add a cluster in one of its regions, or stop promising it; served: ${listed(served) || 'none'}.`,
    }),
  },
);

/** An app that lives nowhere. */
export const noCluster = defineMessage<Place & { app: string; place: string; known: readonly string[] }>(
  'fleet/no-cluster',
  {
    reason: 'Placement is by region, and a region without a cluster runs nothing.',
    text: ({ at, app, place, known }) => ({
      at,
      message: `no cluster of the fleet serves ${place}, where ${app} wants to run`,
      remedy: `Choose among ${listed(known, 'or')}, or add a cluster there.`,
    }),
  },
);

/** Apps of different owners in one namespace. */
export const sharedNamespace = defineMessage<
  Place & { namespace: string; owner: string; otherOwner: string; other: Position }
>('fleet/shared-namespace', {
  reason:
    'A namespace is the boundary of a team: its quota, its policies and its permissions have one owner.',
  text: ({ at, namespace, owner, otherOwner, other }) => ({
    at,
    message: `the namespace "${namespace}" is used by ${owner} and by ${otherOwner}`,
    remedy: 'Give each owner a namespace of its own.',
    related: [{ label: `used by ${otherOwner}`, at: other }],
  }),
});

/** Folded values that no longer make sense together. */
export const invalidFold = defineMessage<Place & { app: string; cluster: string; problem: string }>(
  'fleet/invalid-result',
  {
    reason: 'The layers are valid one by one, and their result is not.',
    text: ({ at, app, cluster, problem }) => ({
      at,
      message: `in ${cluster}, ${app}: ${problem}`,
      remedy: `Change one of the values; \`meridian explain ${app} <path>\` shows where each comes from.`,
    }),
  },
);

/** A cluster that was removed, and is declared again. */
export const clusterDeclaredAgain = defineMessage<Place & { cluster: string; other: Position }>(
  'fleet/cluster-declared-again',
  {
    severity: 'warning',
    reason: 'While the tombstone stands, the folder of the cluster may vanish without a word.',
    text: ({ at, cluster, other }) => ({
      at,
      message: `tombstones.yaml says that ${cluster} left the fleet, and it is declared again`,
      remedy: `Run \`meridian tombstones --drop cluster/${cluster}\`.`,
      related: [{ label: 'declared here', at: other }],
    }),
  },
);

/** A contract for another app, or another environment. */
export const identityOfAnother = defineMessage<
  Place & { field: string; value: string; expected: readonly string[] }
>('fleet/identity-of-another', {
  reason: 'Permissions that were meant for something else are granted to nobody, or to the wrong workload.',
  text: ({ at, field, value, expected }) => ({
    at,
    message: `workloadIdentity.${field} is "${value}"`,
    remedy: `Write ${listed(expected, 'or')}.`,
  }),
});

/** An app that its regions alone place in clusters of several environments. */
export const mixedEnvironments = defineMessage<
  Place & { app: string; environments: readonly { name: string; clusters: readonly string[] }[] }
>('fleet/mixed-environments', {
  reason: 'The replicas of an app answer one host: users of one environment would be served by another.',
  text: ({ at, app, environments }) => ({
    at,
    message: `the regions of ${app} place it in ${environments
      .map(({ name, clusters }) => `${name} (${listed(clusters)})`)
      .join(' and in ')}`,
    remedy: 'Name the clusters that shall run it under "clusters".',
  }),
});

/** An app that has nothing to run in a ring. */
export const noRelease = defineMessage<
  Place & { app: string; ring: string; clusters: readonly string[]; hasFile: boolean }
>('fleet/no-release', {
  severity: 'warning',
  strict: true,
  reason: 'Without an image there is no workload: everything else of the app is written, and nothing runs.',
  text: ({ at, app, ring, clusters, hasFile }) => ({
    at,
    message: `${app} has no release for ring "${ring}", which ${listed(clusters)} ${clusters.length === 1 ? 'follows' : 'follow'}`,
    remedy: `${hasFile ? 'Add' : `Add apps/${app}/releases.yaml with "image", and`} under "rings" the line "${ring}: {version: …, digest: …}".`,
  }),
});
