/** What a tier can do: requests a second of one replica at full use, and the shares of it that are aimed at and still safe. */
export interface ReplicaFigures {
  readonly rpsPerReplica: number;
  /** What the autoscaler aims at, above 0 and up to 1. */
  readonly target: number;
  /** The highest use that is safe, above 0 and up to 1. */
  readonly ceiling: number;
}

/** Keeps a quotient such as 30 ÷ 0.6 from becoming 51 by the last bit of a float. */
const ROUNDING = 1e-9;

/** A quotient rounded up to whole things. */
export function wholeUp(quotient: number): number {
  return Math.max(0, Math.ceil(quotient - ROUNDING));
}

/** Replicas with which a load meets the target of the autoscaler. */
export function replicasAtTarget(rps: number, { rpsPerReplica, target }: ReplicaFigures): number {
  return wholeUp(rps / (rpsPerReplica * target));
}

/**
 * Replicas that carry a load at the safe ceiling without waiting for any other to start: static stability, as the AWS
 * Well-Architected Framework asks for (REL11-BP05).
 */
export function staticReplicas(rps: number, { rpsPerReplica, ceiling }: ReplicaFigures): number {
  return wholeUp(rps / (rpsPerReplica * ceiling));
}

/** The share of their full capacity that replicas use; Infinity where there is load and no replica. */
export function utilisation(rps: number, replicas: number, { rpsPerReplica }: ReplicaFigures): number {
  return rps === 0 ? 0 : rps / (rpsPerReplica * replicas);
}

/** How many times its own load a tier has to carry at worst; undefined where it has none of its own. */
export function loadFactor(worstRps: number, ownRps: number): number | undefined {
  return ownRps === 0 ? undefined : worstRps / ownRps;
}

/** The use at which a tier may run day by day, so that the worst loss stays at the ceiling; at most the ceiling itself. */
export function steadyCeiling(factor: number, { ceiling }: ReplicaFigures): number {
  return ceiling / Math.max(1, factor);
}

/** Replicas to hold ready beyond those that run, and the same as the percentage of a CapacityBuffer. */
export function headroom(
  now: number,
  worst: number,
): { readonly replicas: number; readonly percent: number } {
  const replicas = Math.max(0, worst - now);
  return { replicas, percent: now === 0 ? 0 : wholeUp((100 * replicas) / now) };
}

/**
 * How many times as many replicas have to be allowed, so that enough are alive with one of the zones gone: z ÷ (z − 1).
 * AWS Fault Isolation Boundaries: six instances in three zones become nine. 1 where the zones are not known.
 */
export function zoneFactor(zones: number): number {
  return zones > 1 ? zones / (zones - 1) : 1;
}

/** Replicas that stay, at the least, when one of the zones that they are evenly spread over is lost. */
export function aliveWithoutZone(replicas: number, zones: number): number {
  return zones > 1 ? replicas - Math.ceil(replicas / zones) : replicas;
}

/** How often an autoscaler that may double its replicas has to do so, to get from some to more. */
export function doublings(from: number, to: number): number {
  return to <= from ? 0 : wholeUp(Math.log2(to / Math.max(1, from)));
}
