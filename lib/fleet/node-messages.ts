import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

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

/** Families of machines that a cloud does not have. */
export const familiesForeign = defineMessage<{
  at: Position;
  cluster: string;
  families: readonly string[];
  service: string;
  usual: readonly string[];
}>('fleet/families-foreign', {
  reason: 'Pools that ask for machines which are not there start none, and pods wait for ever.',
  text: ({ at, cluster, families, service, usual }) => ({
    at,
    message: `nodes of ${cluster} are to be of ${listed(families)}, and ${service} writes no family like that`,
    remedy: `Set baseline.node-pools.families to some like ${listed(usual)}, by an overlay of the provider or the region.`,
  }),
});
