import { RETRY_SECONDS } from '../../plan/sync';
import { HEALTH_SCRIPTS } from './health';

/** Seconds after which the repo server asks Git again: a freeze is seen no earlier. */
const REVISION_SECONDS = 15;

/** What the repo server is started with; no key of its settings says this. */
export const REPO_SERVER_ARGS: readonly string[] = ['--revision-cache-expiration', `${REVISION_SECONDS}s`];

/**
 * After which a sync is given up that waits for something which never becomes well. It counts from the first attempt on,
 * over all retries, so that anything shorter than those would cut them off.
 */
export const SYNC_TIMEOUT_SECONDS = 2 * RETRY_SECONDS;

/**
 * What `argocd-cm` says about objects, beside what Argo CD is shipped with.
 * - Tracking by annotation: a label would be copied to pods, and Helm writes the same one.
 * - No diff by the server: it asks admission, and what a policy refuses would be an error of comparison, no longer of the
 *   sync. Values that the server fills in are written out instead.
 * - No impersonation, and no respect for limits of its own account: what a unit may hold is in its project.
 * - No word on the cluster it is in: switched off by `cluster.inClusterEnabled`, it could delete nothing any more.
 */
export const OBJECT_SETTINGS: Readonly<Record<string, string>> = {
  'application.resourceTrackingMethod': 'annotation',
  ...Object.fromEntries(
    Object.entries(HEALTH_SCRIPTS).map(([kind, script]) => [
      `resource.customizations.health.${kind}`,
      script,
    ]),
  ),
};
