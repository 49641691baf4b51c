import { defineRule } from '../define-rule';
import type { LintIndex } from '../lint-index';

const WAVE = 'argocd.argoproj.io/sync-wave';
/** By this key Argo CD is taught what a healthy Application is. */
const HEALTH = 'resource.customizations.health.argoproj.io_Application';

/** No wave waits for an Application that Argo CD takes for healthy at once. */
export const applicationsHaveNoWave = defineRule({
  name: 'application-with-wave',
  severity: 'warning',
  reason:
    'Argo CD knows no health of Applications unless it is told, so that the next wave begins while this one still syncs.',
  check(index, find) {
    const waiting = index
      .ofType('Application.argoproj.io')
      .filter(({ object }) => object.metadata.annotations?.[WAVE] !== undefined);
    for (const entry of waiting) {
      if (knowsHealth(index, entry.cluster)) continue;
      find(
        entry,
        `metadata.annotations["${WAVE}"]`,
        'orders what Argo CD does not wait for',
        `Take it out and let retries do it, or add ${HEALTH} to argocd-cm.`,
      );
    }
  },
});

/** Its settings are a ConfigMap, or values of the chart that brings it. */
function knowsHealth(index: LintIndex, cluster: string): boolean {
  return ['ConfigMap', 'Application.argoproj.io']
    .flatMap(index.ofType)
    .some((entry) => entry.cluster === cluster && JSON.stringify(entry.object).includes(HEALTH));
}
