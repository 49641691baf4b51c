import type { ProviderBackup } from './backup/backup';
import type { ProviderDns } from './dns/dns';
import type { ProviderIdentity } from './identity/identity';
import type { ProviderPeople } from './people/people';
import type { ProviderSecrets } from './secrets/secrets';
import type { SupportCalendar } from './support';

/** What Meridian knows of one region of a provider. */
export interface RegionFacts {
  /** Legal and physical neighbourhood: na, eu, uk, ch, apac, sa, me, af. EU means the European Union, so neither uk nor ch. */
  readonly geography: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** An address that pods must reach to get cloud credentials. */
export interface Endpoint {
  readonly cidr: string;
  readonly except?: readonly string[];
  readonly port: number;
}

/**
 * How a node takes addresses of the pods' range: in blocks of that many, as many as its pods fill, or one block however
 * few pods there are.
 */
export interface PodBlocks {
  readonly addresses: number;
  readonly onePerNode?: boolean;
}

/** An implementation of multi-cluster Services: one that serves the upstream API, or that of Google. */
export type ClusterSetKind = 'upstream' | 'gke';

/** A label by which a pool of nodes asks for machines, and the values that do. */
export interface MachineRule {
  readonly key: string;
  readonly operator: 'In' | 'Gt';
  readonly values: readonly string[];
}

/** Kinds of classes of nodes that the tree writes itself. */
export type OwnNodeClass = 'AKSNodeClass' | 'EC2NodeClass';

/** How pools of nodes are written for one cloud. */
export interface NodePoolFacts {
  /** Whether the controller that reads them comes with the tree; else the provider runs it. */
  readonly controller: 'installed' | 'provider';
  /** What a node is made from beside the machine; with a name it is there without an object of ours. */
  readonly nodeClass:
    | { readonly group: string; readonly kind: string; readonly name: string }
    | { readonly group: string; readonly kind: OwnNodeClass; readonly name?: undefined };
  /** Labels that tell the virtual CPUs of a machine, and its memory in MiB. */
  readonly machine: { readonly cpu: string; readonly memory: string };
  /** By which label a machine tells its family, how the cloud writes one, and those that a cluster has where nobody says. */
  readonly families: { readonly key: string; readonly form: RegExp; readonly usual: readonly string[] };
  /** What else a machine must be. */
  readonly rules: readonly MachineRule[];
  /** Whether they can take machines that were reserved. */
  readonly reservations?: true;
}

/** How pods get addresses, and what a policy can say of them. */
export interface NetworkModeFacts extends PodBlocks {
  /** Policies know nodes by what they are: no range of addresses matches one. */
  readonly rangesMissNodes?: true;
}

/** What starts nodes, and what is written for it. */
export type NodeAutoscaler =
  | { readonly kind: 'node-pools'; readonly pools: NodePoolFacts }
  /** A controller that comes with the tree and makes groups of nodes larger, which somebody else made. */
  | { readonly kind: 'node-groups' }
  /** Nothing is written: `why` is told to whoever asks. */
  | { readonly kind: 'provider'; readonly why: string };

/** What disks are made by: a class that the service brings, or one that the tree writes there. */
export interface DiskClass {
  readonly name: string;
  readonly written?: {
    readonly provisioner: string;
    readonly parameters: Readonly<Record<string, string>>;
  };
}

/** Who adds nodes to a cluster, and what that can be combined with. */
export interface NodeFacts {
  /** Network modes that go with it. @default every one of the service */
  readonly networkModes?: readonly string[];
  /** How room can be held ready beside it. @default every way of the service */
  readonly capacityBuffers?: readonly CapacityBufferKind[];
  /** Each node answers for names itself, at the address of the cluster's DNS Service and in no pod. */
  readonly namesAtService?: true;
  /** Backup profiles that go with it. @default every one of the service */
  readonly backupProfiles?: readonly string[];
  /** What its disks are made by. @default what those of the service are */
  readonly diskClass?: DiskClass;
  /** Whether pods may see files, processes and the network of their node. @default they may, where no policy forbids it */
  readonly hostAccess?: false;
  readonly autoscaler: NodeAutoscaler;
}

/**
 * How a cluster holds room ready: an object that its node autoscaler understands, or pods of the lowest priority that anything
 * else evicts.
 */
export type CapacityBufferKind = 'capacity-buffer' | 'pause-pods';

/** Something that must be in a cluster before its tree is applied. */
export interface ServiceNeed {
  /** A sentence for a person. */
  readonly text: string;
  /** Only in clusters of that identity mode. */
  readonly identityMode?: string;
  /** Not where nodes come that way, because it is there then. */
  readonly unlessNodes?: string;
  /** Only where nodes come that way. */
  readonly onlyNodes?: string;
  /** Only in clusters of these network modes. */
  readonly networkModes?: readonly string[];
  /** Only in clusters that are a part of the mesh. */
  readonly ofMesh?: true;
  /** Only in clusters that are there for that. */
  readonly purpose?: string;
}

/** What a managed Kubernetes service can be combined with: one row of the matrix that a registry is held to. */
export interface ServiceFacts {
  readonly networkModes: Readonly<Record<string, NetworkModeFacts>>;
  readonly identityModes: Readonly<Record<string, readonly Endpoint[]>>;
  /** Ways in, each with who may come: whoever is on the internet, or only networks that are connected to the cluster's. */
  readonly entrypoints: Readonly<Record<string, 'public' | 'internal'>>;
  /** Classes of Gateways that stand before several clusters, by the entrypoint that asks for one. */
  readonly globalGateways?: Readonly<Record<string, string>>;
  /** Who can add nodes; the first is the default. */
  readonly nodes: Readonly<Record<string, NodeFacts>>;
  /** Whether it tells autoscalers by itself how much pods use. */
  readonly bringsMetrics: boolean;
  /** Observability profiles that fit. */
  readonly observabilityProfiles: readonly string[];
  /** Who can start an upgrade: `manual-…` is a person, the others are channels of the provider. */
  readonly upgradeChannels: readonly string[];
  /** Until when it supports which Kubernetes. */
  readonly support: SupportCalendar;
  /** How room can be held ready there, the usual way first. */
  readonly capacityBuffers: readonly CapacityBufferKind[];
  /** Whose multi-cluster Services can run there. */
  readonly multiClusterServices: readonly ClusterSetKind[];
  /** Addresses on the node itself where pods may find DNS, instead of the pods that serve it. */
  readonly dnsAddresses: readonly string[];
  /** Backup profiles that fit; one that ends in a dash stands for all that start so. */
  readonly backupProfiles: readonly string[];
  /** What disks are made by that the platform claims. */
  readonly diskClass: DiskClass;
  /** What Istio's charts call the service, where they make a difference. */
  readonly istioPlatform?: string;
  /** What it does not bring by itself and the tree counts on, for whoever installs the cluster. */
  readonly needs: readonly ServiceNeed[];
  /** Namespaces in which the service, its add-ons and its backup run what is their own: nobody else judges it. */
  readonly ownNamespaces: readonly string[];
  /** By what setting it brings the definitions of the Gateway API itself, and keeps them; absent where it does not. */
  readonly bringsGatewayApi?: string;
}

/** The answers that differ by cloud. Nothing outside this folder asks which provider it is. */
export interface Provider {
  readonly name: string;
  readonly services: Readonly<Record<string, ServiceFacts>>;
  readonly regions: Readonly<Record<string, RegionFacts>>;
  /** How service accounts get permissions there. */
  readonly identity: ProviderIdentity;
  /** How what is backed up is stored there. */
  readonly backup: ProviderBackup;
  /** How groups of people come into a cluster there. */
  readonly people: ProviderPeople;
  /** How secrets are kept there. */
  readonly secrets: ProviderSecrets;
  /** How it serves public zones. */
  readonly dns: ProviderDns;
  /** Annotations by which a Service gets a load balancer that is not reached from the internet. */
  readonly internalLoadBalancer: Readonly<Record<string, string>>;
  /** Annotations by which a Service gets a load balancer that is reached from the internet. */
  readonly publicLoadBalancer: Readonly<Record<string, string>>;
  /** Addresses outside the cluster's network from which load balancers ask whether a node or pod is well. */
  readonly loadBalancerProbes: readonly string[];
  /** Where the provider keeps the audit log and the logs of the control plane of a cluster, in one sentence for a person. */
  readonly controlPlaneLogs: (cluster: string) => string;
  /** Whether a zone name, as the node label spells it, belongs to a region. */
  readonly zoneBelongs: (zone: string, region: string) => boolean;
  /** How zones of a region are spelt, for a message. */
  readonly zoneExample: (region: string) => string;
}

/** Shorthand for the tables of regions: [geography, latitude, longitude]. */
export type RegionRow = readonly [geography: string, latitude: number, longitude: number];

/** Unfolds a table of region rows. */
export function regionTable(
  rows: Readonly<Record<string, RegionRow>>,
): Readonly<Record<string, RegionFacts>> {
  return Object.fromEntries(
    Object.entries(rows).map(([region, [geography, latitude, longitude]]) => [
      region,
      { geography, latitude, longitude },
    ]),
  );
}

/** Where Kubernetes' own DNS cache of the node listens, whoever installed it. */
export const NODE_LOCAL_DNS = '169.254.20.10/32';

/** A node that takes a /24 when it joins, whatever runs on it. */
export const NODE_BLOCK: PodBlocks = { addresses: 256, onePerNode: true };

/** Public HTTPS addresses, for providers whose token service has no link-local endpoint. */
export const PUBLIC_HTTPS: Endpoint = {
  cidr: '0.0.0.0/0',
  except: ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'],
  port: 443,
};

/** What only the owner of the network can give to workloads that a regulator looks at; `how` names the setting of the service. */
export function firewallNeed(how: string): ServiceNeed {
  return {
    text: `A **firewall of the network**${how}, which knows the hosts that pods may reach: NetworkPolicies know addresses alone, and leave port 443 of public ones open to pods that ask the cloud for something.`,
    purpose: 'regulated',
  };
}
