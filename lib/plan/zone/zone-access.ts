import type { Cluster, DnsZone, Fleet } from '../../fleet/fleet';
import type { ControllerCapability } from '../../providers/identity/identity';
import { controllerIdentity, type Controller, type Outside } from '../controllers';

/** A controller that changes the zone of the fleet, with what it may do there. */
export function zoneController(
  { dnsZone }: Fleet,
  cluster: Cluster,
  name: string,
  capabilities: readonly ControllerCapability[],
): Controller | undefined {
  if (dnsZone === undefined) return undefined;
  const resource = dnsZone.dns.resource(dnsZone);
  return {
    name,
    namespace: name,
    grants: capabilities.map((capability) => ({ capability, resource })),
    outside: outsideOf(dnsZone, cluster),
  };
}

/** Whether controllers of a cluster have a way into the zone. */
export function reachesZone(zone: DnsZone, cluster: Cluster): boolean {
  return zone.identity === cluster.workloadIdentity || zone.identity.fromOutside !== undefined;
}

/** Undefined where the cluster's own way of giving permissions leads into the zone's account. */
function outsideOf({ account, identity }: DnsZone, cluster: Cluster): Outside | undefined {
  const mode = identity.fromOutside?.mode;
  const isOwn = identity === cluster.workloadIdentity && (cluster.account.id ?? account) === account;
  return mode === undefined || isOwn ? undefined : { account, identity, mode };
}

/** A token that a pod carries into another account, and the variables that tell its programs so. */
export interface CarriedToken {
  readonly audience: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Name of the file that such a token lies in. */
const TOKEN_FILE = 'token';

/** Folder of that file in the pod. */
export const TOKEN_FOLDER = '/var/run/secrets/dns-zone';

/** What the pods of a controller carry where it is given its permissions outside. */
export function carriedToken(cluster: Cluster, controller: Controller): CarriedToken | undefined {
  const { outside } = controller;
  const way = outside?.identity.fromOutside;
  const answer = controllerIdentity(cluster, controller);
  if (way === undefined || 'missing' in answer) return undefined;
  return {
    audience: way.audience,
    environment: way.environment(answer, `${TOKEN_FOLDER}/${TOKEN_FILE}`, cluster.awsRegion),
  };
}
