import { shown, textOf, valueAt } from '../../core/json';
import { argoApplications, isRelease, type ArgoSource } from '../argo-application';
import { defineRule } from '../define-rule';

const COMMIT = /^[0-9a-f]{40}$/;
const VERSION = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/;

/** An Application follows one whole ref, or one version out of a registry; all that a cluster takes from a repository is of one ref. */
export const revisionsAreFixed = defineRule({
  name: 'revision-floats',
  reason:
    'What HEAD or a range means changes without a commit here, and a branch and a tag of one name are told apart by nothing.',
  check(index, find) {
    const first = new Map<string, string>();
    for (const { entry, sources } of argoApplications(index)) {
      for (const source of sources) {
        const revision = textOf(valueAt(source.source, 'targetRevision')) ?? '';
        const field = `${source.field}.targetRevision`;
        const problem = problemOf(source, revision);
        if (problem !== undefined) find(entry, field, ...problem);
        if (isRelease(source)) continue;
        const key = `${entry.cluster} ${source.repository}`;
        const other = first.get(key) ?? revision;
        if (other !== revision)
          find(
            entry,
            field,
            `is ${revision}, and ${other} elsewhere in ${entry.cluster}`,
            'Let a cluster follow one revision of a repository.',
          );
        first.set(key, other);
      }
    }
  },
});

function problemOf(source: ArgoSource, revision: string): [problem: string, remedy: string] | undefined {
  if (isRelease(source))
    return VERSION.test(revision)
      ? undefined
      : [`is ${shown(revision)}, which is not one version`, 'Write the version in full.'];
  return revision.startsWith('refs/') || COMMIT.test(revision)
    ? undefined
    : [`is "${revision}", which is no whole ref`, 'Write it in full, such as refs/heads/main.'];
}
