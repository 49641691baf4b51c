import { defineMessage, type Position } from '../core/diagnostic';

/** A call whose way would lead out of the mesh, or into it. */
export const callOutsideMesh = defineMessage<{
  at: Position | undefined;
  caller: string;
  callee: string;
  from: string;
  to: string;
  outside: string;
  other: Position;
}>('plan/call-outside-mesh', {
  reason:
    'Between clusters calls go through the gateways of the mesh, which give them identity, encryption and failover; there is no other way.',
  text: ({ at, caller, callee, from, to, outside, other }) => ({
    at,
    message: `${caller} in ${from} would reach ${callee} in ${to}, and ${outside} is in no mesh`,
    remedy: `Put ${outside} into the mesh, or place both apps so that no call leaves its cluster there.`,
    related: [{ label: 'in no mesh', at: other }],
  }),
});

/** A public app where nothing takes requests from outside. */
export const publicOutsideMesh = defineMessage<{
  at: Position | undefined;
  app: string;
  cluster: string;
  other: Position;
}>('plan/public-outside-mesh', {
  reason: 'The Gateway that users arrive at is a part of the mesh, and so is not there.',
  text: ({ at, app, cluster, other }) => ({
    at,
    message: `${app} is public, and runs in ${cluster}, which is in no mesh`,
    remedy: 'Place it elsewhere, or put the cluster into the mesh.',
    related: [{ label: 'in no mesh', at: other }],
  }),
});

/** One app in two cluster sets. */
export const clusterSetsMixed = defineMessage<{
  at: Position | undefined;
  app: string;
  clusters: readonly { id: string; kind: string }[];
  other: Position;
}>('plan/cluster-sets-mixed', {
  reason:
    'One name stands for all clusters of a set. Two implementations know nothing of each other, so that the name would mean other replicas in each.',
  text: ({ at, app, clusters, other }) => ({
    at,
    message: `${app} would be exported ${clusters.map(({ id, kind }) => `from ${id} by "${kind}"`).join(' and ')}`,
    remedy: 'Give all clusters that run it the same multiClusterServices.',
    related: [{ label: 'the other cluster', at: other }],
  }),
});
