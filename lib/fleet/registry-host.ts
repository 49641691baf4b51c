import type { FleetInput } from '../config/fleet-schema';

/** The host that clusters of a region pull from: the region's own mirror, of the first registry where none is named. */
export function registryHost(
  { registries }: Pick<FleetInput, 'registries'>,
  name: string | undefined,
  region: string,
): string {
  const registry = registries.find((candidate) => candidate.name === name) ?? registries[0];
  return registry?.mirrors[region] ?? registry?.host ?? '';
}
