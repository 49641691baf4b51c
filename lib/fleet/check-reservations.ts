import type { ClusterInput } from '../config/cluster-schema';
import type { Located } from '../config/located';
import type { Diagnostic } from '../core/diagnostic';
import { nearest } from '../core/text';
import type { ServiceFacts } from '../providers/provider';
import * as say from './messages';
import { reservationsUnused } from './node-messages';
import { reportRepeats } from './report-repeats';
import { nodesModeOf } from './resolve-capacity';

type Report = (diagnostic: Diagnostic) => void;

/** Reports reservations that are in no zone of the cluster, are counted twice, or can be taken by none of its nodes. */
export function checkReservations(source: Located<ClusterInput>, facts: ServiceFacts, report: Report): void {
  const { clusterId, capacity, zones = [] } = source.value;
  const reservations = capacity?.reservations ?? [];
  const at = ['capacity', 'reservations'];
  const ids = reservations.map(({ id }) => id);
  reportRepeats(ids, 'reservation', (index) => source.at([...at, index, 'id']), report);
  for (const [index, { zone }] of reservations.entries()) {
    if (zones.includes(zone)) continue;
    report(
      say.unknownReference({
        at: source.at([...at, index, 'zone']),
        what: 'zone',
        name: zone,
        suggestion: nearest(zone, zones),
        known: zones,
      }),
    );
  }
  const mode = nodesModeOf(source.value, facts);
  const autoscaler = facts.nodes[mode]?.autoscaler;
  if (reservations.length === 0 || autoscaler?.kind !== 'node-pools' || autoscaler.pools.reservations) return;
  const other = source.at(source.value.nodes === undefined ? ['service'] : ['nodes']);
  report(reservationsUnused({ at: source.at(at), cluster: clusterId, nodes: mode, other }));
}
