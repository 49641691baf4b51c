/** Policies come first, so that no pod runs before the walls around it stand. */
export const POLICIES_WAVE = -1;
/** Routes come last, so that no user is sent to a workload that is not there yet. */
export const ROUTES_WAVE = 1;

/** What closes the last way comes after what opens the others, where whoever applies both goes that way. */
export const CLOSING_WAVE = 1;

/** The annotation that puts an object into a sync wave of its unit. */
export function waveAnnotation(wave: number): Record<string, string> {
  return { 'argocd.argoproj.io/sync-wave': String(wave) };
}
