import type { Cluster, Fleet } from '../../fleet/fleet';
import { regionalName } from '../entry/regional';
import { entryService } from '../entry/service';

/** Whether a cluster gets cert-manager: somebody has to be there to be asked. */
export function hasCertManager({ dnsZone }: Fleet, { baseline }: Cluster): boolean {
  const { install, issuers } = baseline['cert-manager'];
  return install && dnsZone !== undefined && Object.keys(issuers).length > 0;
}

/** Whether a cluster gets external-dns. */
export function hasExternalDns(fleet: Fleet, cluster: Cluster): boolean {
  return (
    fleet.dnsZone !== undefined &&
    cluster.baseline['external-dns'].install &&
    recordsWanted(fleet, cluster) !== undefined
  );
}

/** ConfigMap with what external-dns takes from a file only. */
export const RECORD_SETTINGS = 'provider-settings';

/** The records that a cluster asks external-dns for. */
export interface RecordsWanted {
  /** What they are read from, as external-dns calls its sources. */
  readonly sources: readonly string[];
  /** The name that all of them are, or end in. */
  readonly domain: string;
}

/**
 * What external-dns has to write for the entry. The load balancer of each Gateway gets the name of its cluster, and where a
 * service of another cloud stands before the Gateways, public hosts become names of it by a DNSEndpoint each. Route 53 has a
 * controller of its own for the hosts.
 */
export function recordsWanted(fleet: Fleet, cluster: Cluster): RecordsWanted | undefined {
  const { entry, domain } = fleet;
  if (entryService(fleet) === undefined || cluster.mesh === 'none') return undefined;
  if (entry?.route53 !== undefined) return { sources: ['service'], domain: regionalName(cluster, fleet) };
  if (entry?.gkeGateway === undefined) return { sources: ['crd', 'service'], domain };
  return entry.gkeGateway.configCluster === cluster.id ? { sources: ['crd'], domain } : undefined;
}
