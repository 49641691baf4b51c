import type { Diagnostic } from '../../core/diagnostic';
import { sortedUnique } from '../../core/text';
import * as say from '../node-messages';
import type { Capacity } from './capacity';
import type { ClusterNeeds, Need } from './cluster-needs';
import { largest } from './worst-need';

type Report = (diagnostic: Diagnostic) => void;

/**
 * Reports clusters that take over tier-1 apps from others, and count on machines which nobody keeps for them: in the hour in which a
 * region is lost everybody asks the same ones for machines. `reservations: []` says that this is known.
 */
export function checkTakeover(capacity: Capacity, report: Report): void {
  for (const needs of capacity.clusters) {
    const worst = largest(unheld(needs, capacity), ({ nodes }) => nodes);
    const [daily] = needs.needs;
    const { id, source } = needs.cluster;
    const { reservations } = needs.capacity;
    if (worst?.loss === undefined || daily === undefined || reservations?.length === 0) continue;
    const more = worst.nodes - daily.nodes;
    const kept = (reservations ?? []).reduce((sum, { nodes }) => sum + nodes, 0);
    if (more <= kept) continue;
    report(
      say.takeoverUnreserved({
        at: source.at(['capacity']),
        cluster: id,
        loss: worst.loss.name,
        apps: importantIn(needs, worst, capacity),
        more,
        kept,
      }),
    );
  }
}

/** What losses of other clusters need here for tier-1 apps, beyond what is held ready. */
function unheld(needs: ClusterNeeds, capacity: Capacity): readonly Need[] {
  const room = capacity.spare.get(needs.cluster.id);
  return needs.needs.filter((need) => {
    const { loss } = need;
    if (loss === undefined || loss.clusters.size === 0 || room?.carries(loss) === true) return false;
    return importantIn(needs, need, capacity).length > 0;
  });
}

/** Apps of tier 1 of which a loss starts more replicas in a cluster than run there. */
function importantIn({ cluster }: ClusterNeeds, { loss }: Need, { apps }: Capacity): readonly string[] {
  const found = apps.filter(
    ({ plan, outcomes }) =>
      plan.app.criticality === 'tier-1' &&
      outcomes.some(
        (outcome) =>
          outcome.loss === loss &&
          outcome.survivors.some(({ tier, needed, running }) => tier.cluster === cluster && needed > running),
      ),
  );
  return sortedUnique(found.map(({ plan }) => plan.app.name));
}
