import type { Diagnostic } from '../core/diagnostic';
import type { Cluster } from './fleet';
import { familiesForeign } from './node-messages';

/** Families of machines are written as the cloud of the cluster writes them: no machine is of a family of another one. */
export function checkFamilies(clusters: readonly Cluster[], report: (diagnostic: Diagnostic) => void): void {
  for (const { id, autoscaler, baseline, service, source } of clusters) {
    if (autoscaler.kind !== 'node-pools') continue;
    const { form, usual } = autoscaler.pools.families;
    const foreign = (baseline['node-pools'].families ?? []).filter((family) => !form.test(family));
    if (foreign.length === 0) continue;
    report(
      familiesForeign({
        at: source.at(['region']),
        cluster: id,
        families: foreign,
        service: service.toUpperCase(),
        usual,
      }),
    );
  }
}
