import type { UnitState } from '../core/unit-state';
import type { App, Cluster, Criticality, Fleet } from '../fleet/fleet';
import type { SpareRoom } from './capacity/room';
import type { EntryPlan } from './entry/record';
import type { WorstLoad } from './worst-load';

/** Where the requests of a client region go, and in which order. */
export interface FailoverOrder {
  readonly client: string;
  /** Serving regions, the first choice first. */
  readonly regions: readonly string[];
}

/** What a region answers of all requests for an app. */
export interface RegionShare {
  readonly cluster: Cluster;
  /** 1 to 100. */
  readonly percent: number;
}

/**
 * How the mesh chooses among the regions that serve an app.
 * - `local`: one cluster serves, or one region that data has its home in, so there is nothing to choose.
 * - `nearest`: every placed region may serve; each client region has an order. With `neighbours` two clusters share a
 *   region, and a client's own cluster comes before the other.
 * - `weighted`: every placed region may serve, and each answers its share of all requests.
 * - `primary-first`: one writer, and the mesh itself moves on to the standby when the primary's cluster fails.
 * - `primary-only`: one writer, and a person moves the traffic; no client ever reaches a standby.
 * - `home-only`: each region serves what is homed in it and nothing else, because its data is there alone or because a
 *   person moves the traffic; clients elsewhere use the nearest.
 */
export type LocalityPolicy =
  | { readonly kind: 'local'; readonly region: string }
  | { readonly kind: 'nearest'; readonly orders: readonly FailoverOrder[]; readonly neighbours: boolean }
  | {
      readonly kind: 'weighted';
      readonly shares: readonly RegionShare[];
      /** Regions in which somebody calls it, or runs it. */
      readonly clients: readonly string[];
    }
  | { readonly kind: 'primary-first'; readonly primary: Cluster; readonly standby: readonly Cluster[] }
  | { readonly kind: 'primary-only'; readonly primary: Cluster }
  | { readonly kind: 'home-only'; readonly homes: readonly FailoverOrder[] };

/** What is decided about one app. */
export interface AppPlan {
  readonly app: App;
  /** Clusters that run it. */
  readonly placed: readonly Cluster[];
  /** Clusters that hold a caller of it, and not the app itself. */
  readonly clients: readonly Cluster[];
  readonly locality: LocalityPolicy;
  /** Its single writer, where its data mode has one. */
  readonly primary?: Cluster | undefined;
  readonly callers: readonly App[];
  readonly callees: readonly App[];
}

/** Most that a namespace's pods may ask for, as quantities. */
export type Quota = Readonly<Record<'limits.memory' | 'pods' | 'requests.cpu' | 'requests.memory', string>>;

/** A namespace of workloads in one cluster. */
export interface NamespacePlan {
  readonly cluster: Cluster;
  readonly name: string;
  readonly owner: string;
  readonly criticality: Criticality;
  readonly cell: string;
  readonly quota: Quota;
  /** Whether public routes may be attached from here. */
  readonly exposed: boolean;
  /** Apps whose pods get credentials of the cloud here, in the order of their names. */
  readonly cloudApps: readonly string[];
  /** Without guards nothing keeps it from being pruned: the step before its removal. */
  readonly guarded: boolean;
  readonly state: UnitState;
}

/** A unit that stays only so that everything it had is pruned. */
export interface RemovedApp {
  readonly cluster: Cluster;
  readonly name: string;
  readonly owner: string;
  readonly namespace: string;
}

/** Everything that is decided before a construct exists. Lists are in code-point order. */
export interface Plan {
  readonly fleet: Fleet;
  readonly apps: readonly AppPlan[];
  readonly namespaces: readonly NamespacePlan[];
  readonly removedApps: readonly RemovedApp[];
  /** Of each app that declares its load, by its name. */
  readonly worstLoads: ReadonlyMap<string, WorstLoad>;
  /** What clusters hold ready, by their ids. */
  readonly spareRooms: ReadonlyMap<string, SpareRoom>;
  /** Undefined where nothing is written for users outside. */
  readonly entry?: EntryPlan | undefined;
}
