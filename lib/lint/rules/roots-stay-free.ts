import { listOf, objectOf, valueAt } from '../../core/json';
import { argoApplications, type ArgoApplication } from '../argo-application';
import { defineRule, type Find } from '../define-rule';
import type { LintIndex } from '../lint-index';

const SKIP = 'argocd.argoproj.io/skip-reconcile';

/** Nothing holds back the Application that brings all others, and deleting it deletes nothing. */
export const rootsStayFree = defineRule({
  name: 'root-held',
  reason:
    'Every switch, thaw and repair of a cluster comes through its root: held back, a commit changes nothing.',
  check(index, find) {
    for (const application of argoApplications(index))
      if (application.entry.folder === 'bootstrap') checkRoot(application, index, find);
  },
});

function checkRoot({ entry, metadata, spec }: ArgoApplication, index: LintIndex, find: Find): void {
  if (valueAt(metadata, 'annotations', SKIP) !== undefined)
    find(entry, `metadata.annotations["${SKIP}"]`, 'is set', 'Take it out.');
  if (listOf(metadata['finalizers']).length > 0)
    find(
      entry,
      'metadata.finalizers',
      'are set: deleting the root would delete everything in the cluster',
      'Take them out.',
    );
  const automated = valueAt(spec, 'syncPolicy', 'automated');
  if (automated === undefined || objectOf(automated)['enabled'] === false)
    find(entry, 'spec.syncPolicy.automated', 'is off', 'Let the root sync by itself.');
  const project = index
    .ofType('AppProject.argoproj.io')
    .find(({ cluster, name }) => cluster === entry.cluster && name === spec['project']);
  if (project === undefined || listOf(valueAt(project.object, 'spec', 'syncWindows')).length === 0) return;
  find(project, 'spec.syncWindows', 'hold back the root', 'Put windows into the projects of units.');
}
