import type { FleetInput } from '../config/fleet-schema';

/** The host that clusters of a region pull from: the region's own mirror, of the default registry where none is named. */
export function registryHost(
  { registries, defaultRegistry }: Pick<FleetInput, 'registries' | 'defaultRegistry'>,
  name: string | undefined,
  region: string,
): string {
  const wanted = name ?? defaultRegistry;
  const registry = registries.find((candidate) => candidate.name === wanted) ?? registries[0];
  return registry?.mirrors[region] ?? registry?.host ?? '';
}
