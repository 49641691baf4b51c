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
  for (const [index, { zone }] of reservations.entries())
    if (!zones.includes(zone))
      report(
        say.unknownReference({
          at: source.at([...at, index, 'zone']),
          what: 'zone',
          name: zone,
          suggestion: nearest(zone, zones),
          known: zones,
        }),
      );
  if (reservations.length > 0 && !canBeTaken(source.value, facts))
    report(
      reservationsUnused({
        at: source.at(at),
        cluster: clusterId,
        nodes: nodesModeOf(source.value, facts),
        other: source.at(source.value.nodes === undefined ? ['service'] : ['nodes']),
      }),
    );
}

/** Nodes of groups that somebody else made are given theirs where the groups are made. */
function canBeTaken(input: ClusterInput, facts: ServiceFacts): boolean {
  const autoscaler = facts.nodes[nodesModeOf(input, facts)]?.autoscaler;
  return autoscaler?.kind !== 'node-pools' || autoscaler.pools.reservations === true;
}
