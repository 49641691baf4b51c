import { textOf, valueAt } from '../../core/json';
import { argoApplications, isRelease } from '../argo-application';
import { defineRule } from '../define-rule';

const PATHS = 'argocd.argoproj.io/manifest-generate-paths';

/** A commit makes Argo CD render the units again that it touches, and no others. */
export const unitsAreRenderedAlone = defineRule({
  name: 'unit-rendered-too-often',
  severity: 'warning',
  reason:
    'Without the annotation every commit renders every unit of the cluster, and with a path outside, other ones too.',
  check(index, find) {
    for (const { entry, prefix, metadata, sources } of argoApplications(index)) {
      if (!sources.some((source) => !isRelease(source) && valueAt(source.source, 'path') !== undefined))
        continue;
      const paths = textOf(valueAt(metadata, 'annotations', PATHS));
      const field = `${prefix}metadata.annotations["${PATHS}"]`;
      if (paths === undefined) find(entry, field, 'is missing', 'Set it to ".".');
      else if (paths.split(';').some((path) => path.startsWith('/') || path.split('/').includes('..')))
        find(entry, field, `is ${paths}, which leads out of the unit`, 'Set it to ".".');
    }
  },
});
