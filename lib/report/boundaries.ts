import { listed, sortedUnique } from '../core/text';
import type { Cluster, Fleet } from '../fleet/fleet';
import type { Plan } from '../plan/plan';

/** A thing that several others share, and go without together. */
export interface Boundary {
  /** `fleet`, `zone`, `account`, `region` or `cluster`: from what all share to what nobody does. */
  readonly boundary: string;
  readonly name: string;
  /** What is shared inside it. */
  readonly shares: string;
  /** Clusters inside it; of a cluster, its apps. */
  readonly inside: string;
  readonly owner: string;
  /** What is away with it. */
  readonly lost: string;
}

/** What is shared inside each boundary, whose it is, and what goes with it. */
export function boundariesOf({ fleet, apps }: Plan): readonly Boundary[] {
  const { clusters } = fleet;
  const byAccount = grouped(clusters, ({ provider, account }) => account.id && `${provider} ${account.id}`);
  const byRegion = grouped(clusters, ({ region }) => region);
  return [
    wholeFleet(fleet),
    ...zone(fleet),
    ...byAccount.map(([name, own]) => ({
      ...inside('account', name, own),
      shares: listed(sortedUnique(['quotas', 'roles', ...own.flatMap(stores)])),
      lost: 'what its clusters may do in the cloud, and the secrets of their apps',
    })),
    ...byRegion.map(([name, own]) => ({
      ...inside('region', name, own),
      shares: listed(
        sortedUnique(['zones', 'stores of secrets', ...own.map(({ mirror }) => `mirror ${mirror}`)]),
      ),
      lost: 'all of its clusters at once; “list survival” says where requests go',
    })),
    ...clusters.map((cluster) => ({
      ...inside('cluster', cluster.id, [cluster]),
      shares: 'API server, policies, nodes, gateways, Argo CD',
      inside: listed(apps.filter(({ placed }) => placed.includes(cluster)).map(({ app }) => app.name)),
      lost: 'nothing outside it',
    })),
  ];
}

function wholeFleet({ name, repository, mesh, clusters, rings }: Fleet): Boundary {
  const meshed = clusters.some((cluster) => cluster.mesh !== 'none');
  const shares = [`repository ${repository.url}`, `rings ${listed(rings.map((ring) => ring.name))}`];
  return {
    ...inside('fleet', name, clusters),
    shares: listed(meshed ? [...shares, `root CA of the mesh ${mesh.id}`] : shares),
    lost: 'the way to change anything; what runs goes on, and certificates of the mesh can be renewed',
  };
}

function zone({ dnsZone, domain, clusters }: Fleet): readonly Boundary[] {
  if (dnsZone === undefined) return [];
  return [
    {
      ...inside('zone', domain, clusters),
      shares: `records in ${dnsZone.provider} ${dnsZone.account}`,
      lost: 'changes of records; the answers that stand go on where the zone is served',
    },
  ];
}

function inside(
  boundary: string,
  name: string,
  clusters: readonly Cluster[],
): Pick<Boundary, 'boundary' | 'name' | 'inside' | 'owner'> & { shares: string } {
  return {
    boundary,
    name,
    shares: '',
    inside: listed(clusters.map(({ id }) => id)),
    owner: listed(sortedUnique(clusters.map(({ ownerTeam }) => ownerTeam))),
  };
}

function stores({ account }: Cluster): readonly string[] {
  const { secretStore, platformStore, eventStore, objectStore } = account;
  return [secretStore, platformStore, eventStore, objectStore].flatMap((name) =>
    name === undefined ? [] : [`store ${name}`],
  );
}

function grouped(
  clusters: readonly Cluster[],
  keyOf: (cluster: Cluster) => string | undefined,
): readonly (readonly [key: string, clusters: readonly Cluster[]])[] {
  const keys = sortedUnique(clusters.flatMap((cluster) => keyOf(cluster) ?? []));
  return keys.map((key) => [key, clusters.filter((cluster) => keyOf(cluster) === key)] as const);
}
