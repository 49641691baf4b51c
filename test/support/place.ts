import type { Cluster } from '../../lib/fleet/fleet';

/**
 * A text without what says in which cluster it is: every value of the registry that no two clusters share becomes the
 * name of its field. What differs after that differs because somebody meant it to.
 */
export function withoutPlace(text: string, cluster: Cluster): string {
  // The longest first: the name of a region is a part of the names of its zones and of its mirror.
  const names = namesOf(cluster).sort(([one], [other]) => other.length - one.length);
  return names
    .reduce(
      (rest, [value, name]) => rest.replaceAll(whole(value), name),
      text.replaceAll(cluster.id, 'CLUSTER'),
    )
    .replaceAll(/config-fingerprint: .*/g, 'config-fingerprint: FINGERPRINT');
}

function namesOf({
  region,
  mirror,
  zones,
  networks,
  provider,
  account,
}: Cluster): [value: string, name: string][] {
  const services = networks?.services.text.replace(/\.0\/\d+$/, '.1/32');
  const names: [value: string | undefined, name: string][] = [
    [region, 'REGION'],
    [mirror, 'MIRROR'],
    [mirror.split('/')[0], 'MIRROR-HOST'],
    [account.id, 'ACCOUNT'],
    ...zones.map((zone, index): [string, string] => [zone, `ZONE-${index + 1}`]),
    [networks?.apiServer.text, 'NODES'],
    [networks?.vpc.text, 'NODES'],
    [networks?.pods.text, 'PODS'],
    [networks?.services.text, 'SERVICES'],
    [services, 'API-SERVER'],
    [networks?.eastWestGateway.text, 'EAST-WEST'],
    ...(networks?.privateEndpoints ?? []).map(({ text }): [string, string] => [text, 'PRIVATE-ENDPOINTS']),
    [`provider: ${provider}`, 'provider: PROVIDER'],
  ];
  return names.filter((row): row is [string, string] => row[0] !== undefined);
}

/** A text that is no part of a longer name or number. */
function whole(value: string): RegExp {
  return new RegExp(`(?<![\\w.])${value.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\w)`, 'g');
}
