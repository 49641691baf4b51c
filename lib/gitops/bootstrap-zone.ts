import type { Cluster, Fleet } from '../fleet/fleet';
import { zoneController } from '../plan/zone/zone-access';
import { hasCertManager, hasExternalDns } from '../plan/zone/zone-components';
import { permissionsPath } from './paths';

/** What the account of the DNS zone must know of a cluster: a section of its bootstrap page, none where nothing writes there. */
export function zoneNeeds(fleet: Fleet, cluster: Cluster): readonly string[] {
  const { dnsZone } = fleet;
  const names = [
    ...(hasCertManager(fleet, cluster) ? ['cert-manager'] : []),
    ...(hasExternalDns(fleet, cluster) ? ['external-dns'] : []),
  ];
  if (dnsZone === undefined || names.length === 0) return [];
  const files = names.map((name) => `* \`${permissionsPath(fleet, cluster)}/${name}.json\``);
  return [
    `### What the DNS zone needs

The zone \`${dnsZone.id}\` of \`${fleet.domain}\` is in the account \`${dnsZone.account}\` (${dnsZone.provider}). Its owner applies there
what the controllers of this cluster may change, before the tree is applied:

${files.join('\n')}${issuer(fleet, cluster)}`,
  ];
}

/** An account that the cluster is not in knows nothing of its tokens by itself. */
function issuer(fleet: Fleet, cluster: Cluster): string {
  const isOutside = zoneController(fleet, cluster, 'cert-manager', [])?.outside !== undefined;
  return isOutside
    ? `

The cluster is not in that account: its issuer, \`${cluster.account.issuer ?? ''}\`, must be an identity provider there.
\`${permissionsPath(fleet, cluster)}/issuer-${fleet.dnsZone?.account ?? ''}.json\` makes it one; leave that file out where somebody else did.`
    : '';
}
