import type { TelemetryProfile } from './telemetry/profile';
import type { BaselineSettings } from '../baseline/schemas';
import type { ClusterInput } from '../config/cluster-schema';
import type { FleetInput } from '../config/fleet-schema';
import type { AppFiles } from '../config/inputs';
import type { Located } from '../config/located';
import type { ClusterFile } from '../config/read-cluster';
import type { LossKind } from '../config/objectives-schema';
import type { PolicyMode } from '../config/policy-schema';
import type { TombstonesInput } from '../config/tombstones-schema';
import type { Cidr } from '../core/cidr';
import type { FacetValues } from '../facets/schemas';
import type { ProviderDns, Zone } from '../providers/dns/dns';
import type { Account, ProviderIdentity } from '../providers/identity/identity';
import type { ProviderPeople } from '../providers/people/people';
import type { ProviderSecrets } from '../providers/secrets/secrets';
import type { Latency } from '../providers/latency';
import type { ClusterBackup } from './backup/cluster-backup';
import type { ChartName } from './chart-versions';
import type { ObservabilityProfile } from './observability/profile';
import type { IstioInstall } from './istio-install';
import type { RingVersions } from './ring-versions';
import type { KubernetesSupport } from '../providers/support';
import type {
  CapacityBufferKind,
  DiskClass,
  Endpoint,
  NodeAutoscaler,
  PodBlocks,
} from '../providers/provider';

export type { PolicyMode };

/** How much the business depends on a thing. */
export type Criticality = 'tier-1' | 'tier-2' | 'tier-3';

/** A step of the way that a change takes through the fleet; a cluster follows the ref of its ring. */
export interface Ring {
  readonly name: string;
  readonly ref: string;
}

/** The address ranges of a cluster. */
export interface Networks {
  readonly vpc: Cidr;
  readonly pods: Cidr;
  readonly services: Cidr;
  readonly eastWestGateway: Cidr;
  /** Where pods find the API server behind its Service. */
  readonly apiServer: Cidr;
  /** Where the cloud answers inside the network, beside its public addresses. */
  readonly privateEndpoints: readonly Cidr[];
}

/** An amount of the two resources that pods ask for. */
export interface Resources {
  readonly cpuMillicores: number;
  readonly memoryBytes: number;
}

/** How far a cluster can grow. */
export interface ClusterCapacity extends Resources {
  /** What one node gives to pods. */
  readonly node: Resources & { readonly pods: number; readonly architecture: 'amd64' | 'arm64' };
  /** What the daemons of each node take of that. */
  readonly daemons: Resources;
  readonly vcpuQuota?: number | undefined;
  /** Machines that the cloud holds for it; undefined where nobody said whether there are any. */
  readonly reservations?: readonly Reservation[] | undefined;
}

/** Machines in one zone that the cloud holds for a cluster, whether they run or not. */
export interface Reservation {
  /** What the cloud calls it. */
  readonly id: string;
  readonly zone: string;
  readonly nodes: number;
}

/** What the fleet is meant to survive, and with how much room. */
export interface Objective {
  readonly survive: readonly LossKind[];
  /** What the declared peaks are multiplied with; at least 1. */
  readonly growthFactor: number;
  /** The highest use of replicas that is safe, above 0 and up to 1. */
  readonly ceiling: number;
}

/** What the way back from a loss takes, beyond what follows from the apps. */
export interface RecoveryTimes {
  readonly healthCheckSeconds: number;
  readonly failureThreshold: number;
  readonly dnsTtlSeconds: number;
  /** How much longer than the TTL resolvers hold an answer. */
  readonly dnsOverrunSeconds: number;
  readonly decisionSeconds: number;
  /** Undefined where the figure of the service counts. */
  readonly edgeChangeSeconds?: number | undefined;
}

/** A cluster of the fleet, complete. */
export interface Cluster {
  readonly id: string;
  readonly provider: string;
  readonly service: string;
  readonly region: string;
  readonly geography: string;
  readonly environment: string;
  readonly ownerTeam: string;
  readonly purpose: string;
  readonly criticality: Criticality;
  readonly ring: Ring;
  /** Empty where the registry names none. */
  readonly zones: readonly string[];
  readonly networks?: Networks | undefined;
  /** How its nodes take addresses of the pods' range. */
  readonly podBlocks: PodBlocks;
  /** Whether no range of addresses in a policy matches a node there. */
  readonly rangesMissNodes: boolean;
  readonly capacity?: ClusterCapacity | undefined;
  /** What starts its nodes, and what is written for that. */
  readonly autoscaler: NodeAutoscaler;
  /** Whether pods may see files, processes and the network of their node. */
  readonly hostAccess: boolean;
  /** What disks are made by that the platform claims. */
  readonly diskClass: DiskClass;
  /** How it holds room ready. */
  readonly capacityBuffer: CapacityBufferKind | 'none';
  /** What its placeholders run, as it pulls it. */
  readonly placeholderImage: string;
  /** How its pods are in the mesh, if they are. */
  readonly mesh: ClusterInput['mesh'];
  /** Whose multi-cluster Services run in it, if any do. */
  readonly multiClusterServices: ClusterInput['multiClusterServices'];
  /** Name of its network in the mesh. */
  readonly meshNetwork: string;
  /** Minor release of Kubernetes that it runs today. */
  readonly kubernetes: string;
  /** Until when its service supports that. */
  readonly support: KubernetesSupport;
  readonly istio: IstioInstall;
  /** The release of each chart that it installs, Istio's apart. */
  readonly charts: Readonly<Record<ChartName, string>>;
  /** Where its region takes charts and images of others from. */
  readonly mirror: string;
  /** Annotations by which a Service gets a load balancer that only networks of the fleet reach. */
  readonly internalLoadBalancer: Readonly<Record<string, string>>;
  /** Who its entrypoint lets in: whoever is on the internet, or only networks that are connected to its own. */
  readonly reach: 'public' | 'internal';
  /** Annotations by which the shared ingress Gateway gets a load balancer: as open as the entrypoint of the cluster is. */
  readonly ingressLoadBalancer: Readonly<Record<string, string>>;
  /** The region of AWS that is the own one, or the nearest to it: Route 53 knows no others. */
  readonly awsRegion: string;
  /** The same for Azure. */
  readonly azureRegion: string;
  /** Class of the Gateway that stands before it and other clusters, where its entrypoint is one. */
  readonly globalGatewayClass?: string | undefined;
  /** By what setting its service brings the definitions of the Gateway API itself, where it does. */
  readonly bringsGatewayApi?: string | undefined;
  /** Addresses beside those of its own network from which load balancers ask whether a pod is well. */
  readonly loadBalancerProbes: readonly string[];
  readonly frozen: boolean;
  /** Whether its replicas get no requests. */
  readonly drained: boolean;
  /** Which groups of people may do what; undefined where that is none of the registry's business. */
  readonly access?: ClusterInput['access'];
  /** How its pods get cloud credentials. */
  readonly identityMode: string;
  /** Where it is in its cloud; empty where the registry does not say. */
  readonly account: Account;
  /** How its cloud gives permissions to service accounts. */
  readonly workloadIdentity: ProviderIdentity;
  /** How its cloud lets groups of people in. */
  readonly people: ProviderPeople;
  /** How its cloud keeps secrets. */
  readonly secretStores: ProviderSecrets;
  /** Whether its service tells autoscalers by itself how much pods use. */
  readonly bringsMetrics: boolean;
  /** What must be in it before its tree is applied, a sentence each: what its service does not bring. */
  readonly needs: readonly string[];
  /** Addresses that pods need to get cloud credentials. */
  readonly identityEndpoints: readonly Endpoint[];
  /** Addresses at which nodes themselves answer for names, instead of the pods that serve them. */
  readonly dnsAddresses: readonly string[];
  readonly observability: ObservabilityProfile;
  /** The command that gives a person a context of kubectl with its name. */
  readonly contextCommand: string;
  /** Where its provider keeps the audit log and the logs of the control plane, for a person. */
  readonly controlPlaneLogs: string;
  readonly baseline: BaselineSettings;
  readonly source: ClusterFile;
}

/** What a cluster's workloads are held to. */
export interface ClusterPolicy {
  readonly profile: string;
  readonly version: string;
  /** Each rule of the profile with the way in which the cluster's ring enforces it. */
  readonly modes: ReadonlyMap<string, PolicyMode>;
  /** Labels that pods must carry. */
  readonly labels: readonly string[];
}

/** Something that a rule does not hold for. */
export interface PolicyExemption {
  readonly rule: string;
  readonly namespace: string;
  /** Everything in the namespace where it is absent. */
  readonly app?: string | undefined;
  /** Every cluster where it is absent. */
  readonly clusters?: readonly string[] | undefined;
  readonly owner: string;
  readonly reason: string;
  /** Last day, as 2027-01-31. */
  readonly expires: string;
}

/** Policies of the fleet. */
export interface FleetPolicy {
  readonly of: (cluster: Cluster) => ClusterPolicy;
  readonly exemptions: readonly PolicyExemption[];
  readonly blockedDigests: FleetInput['policy']['blockedDigests'];
}

/** An image that runs in a ring. */
export interface Release {
  readonly version: string;
  /** Reference as the cluster pulls it, from its own mirror, pinned by digest. */
  readonly image: string;
}

/** What an app is in one cluster, every default filled. */
export interface AppInCluster {
  readonly facets: FacetValues;
  /** Absent where releases.yaml has none for the cluster's ring. */
  readonly release?: Release | undefined;
}

/** An application of the fleet, complete. */
export interface App {
  readonly name: string;
  readonly owner: string;
  readonly criticality: Criticality;
  readonly cell: string;
  readonly namespace: string;
  readonly frozen: boolean;
  /** Clusters that it is placed in, in code-point order. */
  readonly clusters: readonly Cluster[];
  /** Regions in the order of the contract; the first is the default primary. */
  readonly regions: readonly string[];
  /** Facets without overlays: what holds for the whole fleet (placement, data, calls, ports). */
  readonly facets: FacetValues;
  /** What it is in a cluster of the fleet, placed there or not. */
  readonly in: (cluster: Cluster) => AppInCluster;
  readonly files: AppFiles;
  /** fleet.yaml, whose overlays are among the app's layers. */
  readonly fleetSource: Located<FleetInput>;
}

/** The public zone that holds the domain. */
export interface DnsZone extends Zone {
  readonly provider: string;
  /** How its cloud serves it. */
  readonly dns: ProviderDns;
  /** How its cloud gives permissions. */
  readonly identity: ProviderIdentity;
}

/** The whole fleet: every reference resolved, every default filled. Lists are in code-point order. */
export interface Fleet {
  readonly name: string;
  readonly repository: FleetInput['repository'];
  readonly domain: string;
  /** Undefined where others write its records. */
  readonly dnsZone?: DnsZone | undefined;
  /** What sends users to a region; undefined where nothing is written for them. */
  readonly entry?: FleetInput['entry'];
  readonly strict: boolean;
  readonly rings: readonly Ring[];
  /** What the clusters of each ring run, by its name. */
  readonly versions: ReadonlyMap<string, RingVersions>;
  readonly mesh: FleetInput['mesh'];
  readonly applicationsSync: 'create-update' | 'sync';
  /** Namespaces of some cloud's own: one list for every cluster, so that policies are the same bytes. */
  readonly cloudNamespaces: readonly string[];
  readonly clusters: readonly Cluster[];
  readonly apps: readonly App[];
  readonly tombstones: TombstonesInput;
  /** Where the tombstones stand; absent where there is no such file. */
  readonly tombstonesFile?: Located<TombstonesInput> | undefined;
  readonly policy: FleetPolicy;
  /** How a cluster is backed up; undefined only where an error was reported. */
  readonly backupOf: (cluster: Pick<Cluster, 'id'>) => ClusterBackup | undefined;
  readonly telemetryProfiles: ReadonlyMap<string, TelemetryProfile>;
  readonly objective: Objective;
  readonly recovery: RecoveryTimes;
  /** The round trip between two regions. */
  readonly latency: (from: string, to: string) => Latency;
  readonly source: Located<FleetInput>;
}
