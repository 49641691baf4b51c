import type { FleetInput } from '../config/fleet-schema';
import type { Located } from '../config/located';
import type { Diagnostic } from '../core/diagnostic';
import type { Cluster } from './fleet';
import { oneStoreForAll } from './store-messages';

/** Checks that apps do not read their secrets out of the store of the platform. */
export function checkStores(
  clusters: readonly Cluster[],
  fleet: Located<FleetInput>,
  report: (diagnostic: Diagnostic) => void,
): void {
  const store = fleet.value.mesh.secretStore;
  const shared = clusters.find(({ baseline }) => baseline['external-secrets'].appStore === store);
  if (shared !== undefined)
    report(oneStoreForAll({ at: fleet.at(['mesh', 'secretStore']), cluster: shared.id, store }));
}
