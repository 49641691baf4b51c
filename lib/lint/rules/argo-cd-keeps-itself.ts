import { listOf, textOf, valueAt } from '../../core/json';
import { argoApplications, type ArgoApplication } from '../argo-application';
import { defineRule, type Find } from '../define-rule';

const OPTIONS = 'argocd.argoproj.io/sync-options';
const CHART = 'argo-cd';

/** The Application that keeps Argo CD deletes nothing of it: not by a lost file, not by a release, not when it goes itself. */
export const argoCdKeepsItself = defineRule({
  name: 'argocd-deletes-itself',
  reason:
    'An Argo CD that takes away its own definitions, account or controller cannot put them back, and with the definitions every Application goes.',
  check(index, find) {
    for (const application of argoApplications(index))
      if (application.sources.some(({ source }) => valueAt(source, 'chart') === CHART))
        checkApplication(application, find);
  },
});

function checkApplication({ entry, prefix, metadata, spec }: ArgoApplication, find: Find): void {
  if (listOf(metadata['finalizers']).length > 0)
    find(
      entry,
      `${prefix}metadata.finalizers`,
      'are set: deleting it would delete Argo CD',
      'Take them out.',
    );
  const options = (textOf(valueAt(metadata, 'annotations', OPTIONS)) ?? '').split(',');
  for (const option of ['Prune=false', 'Delete=false'])
    if (!options.includes(option))
      find(
        entry,
        `${prefix}metadata.annotations["${OPTIONS}"]`,
        `lacks ${option}`,
        'Add it: a lost file must not take the Application away.',
      );
  if (valueAt(spec, 'syncPolicy', 'automated', 'prune') === true)
    find(
      entry,
      `${prefix}spec.syncPolicy.automated.prune`,
      'is true',
      'Set it to false: what a release no longer holds is deleted by a person.',
    );
}
