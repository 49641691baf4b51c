import type { Diagnostic } from '../../core/diagnostic';
import type { Fleet } from '../../fleet/fleet';
import { zoneOutOfReach } from '../zone-messages';
import { reachesZone } from './zone-access';
import { hasCertManager, hasExternalDns } from './zone-components';

/** Reports clusters whose controllers would be refused by the zone. */
export function checkZone(fleet: Fleet, report: (diagnostic: Diagnostic) => void): void {
  const { dnsZone, clusters, source } = fleet;
  if (dnsZone === undefined) return;
  for (const cluster of clusters.filter((candidate) => !reachesZone(dnsZone, candidate))) {
    const components = [
      ...(hasCertManager(fleet, cluster) ? ['cert-manager'] : []),
      ...(hasExternalDns(fleet, cluster) ? ['external-dns'] : []),
    ];
    if (components.length === 0) continue;
    report(
      zoneOutOfReach({
        at: cluster.source.at(['provider']),
        cluster: cluster.id,
        provider: dnsZone.provider,
        components,
        other: source.at(['dnsZone']),
      }),
    );
  }
}
