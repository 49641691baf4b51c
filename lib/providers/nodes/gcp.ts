/** Why nothing is written for node auto-provisioning of GKE. */
export const GKE_LIMITS =
  'GKE makes node pools by itself, within resource limits that are settings of the cluster in Google Cloud. A ComputeClass would only choose among machines, and holds no limit.';

/** Why nothing is written for the autoscaler of GKE. */
export const GKE_POOLS =
  'GKE runs the cluster autoscaler itself, and the bounds of a node pool are settings of the pool in Google Cloud: no object in the cluster holds them.';

/** Why nothing is written for Autopilot. */
export const GKE_AUTOPILOT =
  'Autopilot starts nodes for the requests of pods, and has no pool whose limit anybody sets: the quota of the project is the limit.';
