import { MATCH_KEYS, type Match, type MatchKey } from '../config/overlay-schema';
import type { Cluster } from './fleet';

/** What overlays may ask of a cluster. */
export type MatchSubject = Pick<Cluster, 'id' | 'region' | 'geography' | 'provider' | 'environment'> & {
  readonly ring: { readonly name: string };
};

/** The value of a match key for a cluster. */
export function matchValue(cluster: MatchSubject, key: MatchKey): string {
  if (key === 'cluster') return cluster.id;
  return key === 'ring' ? cluster.ring.name : cluster[key];
}

/** Whether an overlay is for a cluster: every key that it names agrees. */
export function matches(match: Match, cluster: MatchSubject): boolean {
  return MATCH_KEYS.every((key) => {
    const wanted = match[key];
    return wanted === undefined || [wanted].flat().includes(matchValue(cluster, key));
  });
}

/** The keys that a match names, the most specific first. */
export function matchKeys(match: Match): readonly MatchKey[] {
  return MATCH_KEYS.filter((key) => match[key] !== undefined);
}

/** Orders matches from the least to the most specific: by their most specific key, then by the next. */
export function compareSpecificity(a: Match, b: Match): number {
  const [keysA, keysB] = [matchKeys(a), matchKeys(b)];
  for (let i = 0; i < Math.max(keysA.length, keysB.length); i++) {
    const difference = rank(keysB[i]) - rank(keysA[i]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rank(key: MatchKey | undefined): number {
  return key === undefined ? MATCH_KEYS.length : MATCH_KEYS.indexOf(key);
}
