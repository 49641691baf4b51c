import type { Criticality } from './fleet';

/** Defaults of the contract by criticality, written as a contract would write them. */
export const CRITICALITY_PROFILES: Readonly<
  Record<Criticality, Readonly<Record<string, Readonly<Record<string, unknown>>>>>
> = {
  'tier-1': { runtime: { minReplicasPerRegion: 3, maxReplicasPerRegion: 30 } },
  'tier-2': { runtime: { minReplicasPerRegion: 2, maxReplicasPerRegion: 20 } },
  'tier-3': { runtime: { minReplicasPerRegion: 1, maxReplicasPerRegion: 5 } },
};
