import type { Cluster } from '../../fleet/fleet';

/** Continents as DNS services spell them; `*` is who can be located nowhere. */
export const CONTINENTS = ['AF', 'AN', 'AS', 'EU', 'NA', 'OC', 'SA'] as const;

/** One of CONTINENTS, or everybody else. */
export type Location = (typeof CONTINENTS)[number] | '*';

/** By what one record of a name is chosen among the others. */
export type RecordPolicy =
  | { readonly kind: 'latency'; readonly region: string }
  /** From 0 to 255; at 0 it is an answer only where no other is left. */
  | { readonly kind: 'weighted'; readonly weight: number }
  | { readonly kind: 'geolocation'; readonly location: Location }
  | { readonly kind: 'failover'; readonly role: 'PRIMARY' | 'SECONDARY' };

/** A record that sends some of the users of a name to a region. */
export interface EntryRecord {
  /** DNS name that it answers for. */
  readonly name: string;
  /** DNS name that it answers with. */
  readonly target: string;
  readonly policy: RecordPolicy;
  /** The cluster that its users come to while all is well. */
  readonly serves: Cluster;
  /** What tells it from the others of its name; the same for as long as they are of one policy. */
  readonly part: string;
  /** The cluster whose tree holds it. A region that is lost could not take its own record back, so another one keeps it. */
  readonly keeper: Cluster;
  /** The cluster whose health check takes the record out by itself; undefined where a person does. */
  readonly watched?: Cluster | undefined;
}

/** A region among those that a profile chooses from. */
export interface EntryEndpoint {
  readonly serves: Cluster;
  /** As that of a record. */
  readonly keeper: Cluster;
  /** Whether probes take it out by themselves. */
  readonly watched: boolean;
  /** Region of Azure, for the nearest; the others as their names say. */
  readonly location?: string;
  readonly priority?: number;
  readonly weight?: number;
}

/** The choice among the regions of one host, by a service that knows no single records: Traffic Manager, Front Door. */
export interface EntryProfile {
  readonly host: string;
  /** The one cluster whose tree holds it. */
  readonly keeper: Cluster;
  readonly method: 'Performance' | 'Priority' | 'Weighted';
  readonly endpoints: readonly EntryEndpoint[];
}

/** What sends users to a region. */
export interface EntryPlan {
  /** App → its profiles, where a service chooses by them. */
  readonly profiles: ReadonlyMap<string, readonly EntryProfile[]>;
  /** App → its records, in every cluster that keeps one, where Route 53 answers. */
  readonly records: ReadonlyMap<string, readonly EntryRecord[]>;
  /** Cluster → those that records in its tree are watched for, in code-point order. */
  readonly watched: ReadonlyMap<string, readonly Cluster[]>;
}
