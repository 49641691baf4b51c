import { listOf, objectOf, shown } from '../../core/json';
import { argoApplications, type ArgoApplication } from '../argo-application';
import { defineRule, type Find } from '../define-rule';

const OPTIONS = 'argocd.argoproj.io/sync-options';
const HARSH = ['Replace=true', 'Force=true'] as const;

/** A sync deletes last, never everything at once, and replaces nothing. */
export const syncsTakeCare = defineRule({
  name: 'sync-without-care',
  severity: 'warning',
  reason:
    'An empty folder would take all that a unit runs, a replacement drops what others wrote, and force deletes before it makes.',
  check(index, find) {
    for (const application of argoApplications(index)) checkPolicy(application, find);
    for (const entry of index.entries) {
      const text = entry.object.metadata.annotations?.[OPTIONS];
      if (text === undefined) continue;
      const options = text.split(',').map((option) => option.trim());
      for (const harsh of HARSH)
        if (options.includes(harsh))
          find(
            entry,
            `metadata.annotations["${OPTIONS}"]`,
            `hold ${harsh}`,
            'Take it out; let a change be applied.',
          );
    }
  },
});

function checkPolicy({ entry, prefix, spec }: ArgoApplication, find: Find): void {
  const { automated, syncOptions } = objectOf(spec['syncPolicy']);
  const { allowEmpty, prune } = objectOf(automated);
  const options = listOf(syncOptions).map(shown);
  const field = `${prefix}spec.syncPolicy`;
  if (allowEmpty === true)
    find(entry, `${field}.automated.allowEmpty`, 'is true', 'Take it out: a unit is emptied by removing it.');
  if (prune === true && !options.includes('PruneLast=true'))
    find(
      entry,
      `${field}.syncOptions`,
      'lack PruneLast=true',
      'Add it: what comes must be there before what goes.',
    );
  for (const harsh of HARSH)
    if (options.includes(harsh)) find(entry, `${field}.syncOptions`, `hold ${harsh}`, 'Take it out.');
}
