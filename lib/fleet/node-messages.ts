import { defineMessage, type Position } from '../core/diagnostic';

/** Machines that are paid for, and that nothing of the cluster can take. */
export const reservationsUnused = defineMessage<{
  at: Position;
  cluster: string;
  nodes: string;
  other: Position;
}>('fleet/reservations-unused', {
  reason: 'Machines that are reserved and never taken are paid for, and are no room for anybody.',
  text: ({ at, cluster, nodes, other }) => ({
    at,
    message: `${cluster} has reserved machines, and nodes started by "${nodes}" cannot be among them`,
    remedy: 'Choose another way to start nodes, or let "reservations: []" say that there are none.',
    related: [{ label: 'who starts them', at: other }],
  }),
});
