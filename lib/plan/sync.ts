/** Annotation of what Argo CD may do with an object. */
export const SYNC_OPTIONS_ANNOTATION = 'argocd.argoproj.io/sync-options';

/**
 * Keeps an object when its file is lost. On AppProjects and ApplicationSets, because everything in the cluster hangs on
 * them: an ApplicationSet that is pruned can take its Applications with it.
 */
export const GUARD = { [SYNC_OPTIONS_ANNOTATION]: 'Prune=false,Delete=false' } as const;

/** Lets Argo CD render a unit again only when a commit touched its folder. */
export const GENERATE_PATHS = { 'argocd.argoproj.io/manifest-generate-paths': '.' } as const;

/** Label by which Applications of one state are found; `removed` ones are empty, and wait for a person to delete them. */
export const STATE_LABEL = 'meridian.dev/state';

/** Label with the row that an Application belongs to. */
export const LANE_LABEL = 'meridian.dev/lane';

/** How every unit is applied. What a controller writes is left alone also while syncing, not only when comparing. */
export const SYNC_OPTIONS: readonly string[] = [
  'ServerSideApply=true',
  'ApplyOutOfSyncOnly=true',
  'PruneLast=true',
  'RespectIgnoreDifferences=true',
];

/** Argo CD multiplies by the factor before the first retry already, as its real controller was seen to do. */
const BACKOFF_SECONDS = 5;
const DELAY_FACTOR = 2;
const LONGEST_DELAY_SECONDS = 180;
const RETRIES = 44;

/**
 * How long a sync is tried again, in seconds: 10, 20, 40, 80, 160, then 39 times 180, which is 2 h 2 min. Units do not
 * wait for one another, so on a cold cluster some fail until what they need is there, and two hours outlast its
 * installation. There is an end, because a sync that is being retried goes on although its unit was frozen.
 */
export const RETRY_SECONDS = Array.from({ length: RETRIES }, (_, retry) =>
  Math.min(LONGEST_DELAY_SECONDS, BACKOFF_SECONDS * DELAY_FACTOR ** (retry + 1)),
).reduce((sum, seconds) => sum + seconds, 0);

/** Retries of every sync. With `refresh` they take up a commit that mends what failed; without it they repeat the old one. */
export const RETRY = {
  limit: RETRIES,
  refresh: true,
  backoff: {
    duration: `${BACKOFF_SECONDS}s`,
    factor: DELAY_FACTOR,
    maxDuration: `${LONGEST_DELAY_SECONDS}s`,
  },
} as const;
