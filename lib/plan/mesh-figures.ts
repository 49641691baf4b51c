/** How the sidecar of a caller finds out that a host is dead, and how it treats one that is new: what our DestinationRules say. */
export const MESH_FIGURES = {
  /** A connection that is not made by then has failed. */
  connectTimeoutSeconds: 3,
  /** Failed connections, or answers of a dead gateway, in a row that eject a host. */
  consecutiveGatewayErrors: 3,
  /** A new replica gets its full share of requests after this. */
  warmupSeconds: 30,
} as const;
