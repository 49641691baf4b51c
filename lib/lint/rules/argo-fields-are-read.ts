import { valueAt } from '../../core/json';
import { argoApplications } from '../argo-application';
import { defineRule, type Find } from '../define-rule';
import type { LintIndex } from '../lint-index';

/** Metrics that Argo CD had until 3.0. */
const GONE = /argocd_app_(?:sync_status|health_status|created_time)\b/;

/** Argo CD is told nothing that its target version no longer reads, and asked for nothing that it has no more. */
export const argoFieldsAreRead = defineRule({
  name: 'argo-field-unread',
  severity: 'warning',
  reason: 'The field is still accepted, and does nothing, or goes with the next version.',
  check(index, find) {
    for (const entry of index.ofType('ApplicationSet.argoproj.io'))
      if (valueAt(entry.object, 'spec', 'applyNestedSelectors') !== undefined)
        find(entry, 'spec.applyNestedSelectors', 'is always on', 'Take it out.');
    for (const entry of index.ofType('AppProject.argoproj.io'))
      if (valueAt(entry.object, 'spec', 'signatureKeys') !== undefined)
        find(entry, 'spec.signatureKeys', 'gave way to sourceIntegrity in 3.5', 'Use sourceIntegrity.');
    for (const { entry, sources } of argoApplications(index))
      for (const { source, field } of sources)
        if (valueAt(source, 'helm', 'version') !== undefined)
          find(entry, `${field}.helm.version`, 'is not read: there is one version of Helm', 'Take it out.');
    checkMetrics(index, find);
  },
});

function checkMetrics(index: LintIndex, find: Find): void {
  for (const entry of ['PrometheusRule.monitoring.coreos.com', 'ConfigMap'].flatMap(index.ofType)) {
    const [metric] = GONE.exec(JSON.stringify(entry.object)) ?? [];
    if (metric === undefined) continue;
    find(
      entry,
      'content',
      `asks for ${metric}, which went with Argo CD 3.0`,
      'Ask argocd_app_info for its labels.',
    );
  }
}
