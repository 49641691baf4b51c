import type { Cluster, Fleet } from '../fleet/fleet';

/** The parts of the platform that have entries in a store of secrets. */
export const PLATFORM_PARTS = ['argocd', 'backup', 'mesh', 'monitoring'] as const;
type PlatformPart = (typeof PLATFORM_PARTS)[number];

/** The one name of an entry of the platform: what a part of it keeps there. */
export function platformEntry({ name }: Pick<Fleet, 'name'>, part: PlatformPart, what: string): string {
  return `${name}-${part}-${what}`;
}

/** What an ExternalSecret calls that entry in a cluster. */
export function platformStoreEntry(
  fleet: Pick<Fleet, 'name'>,
  { secretStores, account }: Cluster,
  part: PlatformPart,
  what: string,
): string {
  return secretStores.entry(platformEntry(fleet, part, what), account, 'platform');
}

/** What whoever fills the store of a cluster's platform calls it there. */
export function platformEntryInCloud(
  fleet: Pick<Fleet, 'name'>,
  { secretStores, account }: Cluster,
  part: PlatformPart,
  what: string,
): string {
  return secretStores.fullName(platformEntry(fleet, part, what), account, 'platform');
}
