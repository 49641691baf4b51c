import type { Fleet } from '../../fleet/fleet';

/** What Front Door calls its parts: names, and paths in Azure. */
export interface FrontDoorNames {
  readonly profile: string;
  readonly groupPath: string;
  readonly profilePath: string;
  readonly endpointPath: string;
  readonly originGroupPath: (host: string) => string;
  readonly domainPath: (host: string) => string;
  /** What a host is called as a part of Front Door, which takes no dots: the one label in front of the domain. */
  readonly partOf: (host: string) => string;
}

/** Names and paths of a fleet's Front Door; undefined where it has none. */
export function frontDoorNames({ entry, name, domain }: Fleet): FrontDoorNames | undefined {
  if (entry?.frontDoor === undefined) return undefined;
  const { subscription, resourceGroup } = entry.frontDoor;
  const groupPath = `/subscriptions/${subscription}/resourceGroups/${resourceGroup}`;
  const profilePath = `${groupPath}/providers/Microsoft.Cdn/profiles/${name}`;
  const partOf = (host: string): string => host.slice(0, -domain.length - 1);
  return {
    profile: name,
    groupPath,
    profilePath,
    endpointPath: `${profilePath}/afdEndpoints/${name}`,
    originGroupPath: (host) => `${profilePath}/originGroups/${partOf(host)}`,
    domainPath: (host) => `${profilePath}/customDomains/${partOf(host)}`,
    partOf,
  };
}
