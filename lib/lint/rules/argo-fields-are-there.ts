import { appRelease, minorOf } from '../../fleet/add-ons';
import type { Cluster } from '../../fleet/fleet';
import { TARGET_VERSIONS } from '../../fleet/versions';
import { objectOf, valueAt } from '../../core/json';
import type { Json } from '../../core/manifest';
import { argoApplications } from '../argo-application';
import { defineRule } from '../define-rule';
import type { LintEntry } from '../lint-entry';
import type { LintIndex } from '../lint-index';

/** A field, below what holds it, and the first minor release that reads it: the definitions at the tags of Argo CD. */
type Since = readonly [path: readonly string[], minor: string];

const OF_APPLICATIONS: readonly Since[] = [
  [['spec', 'syncPolicy', 'automated', 'enabled'], '3.1'],
  [['spec', 'syncPolicy', 'retry', 'refresh'], '3.2'],
  [['spec', 'sourceHydrator', 'syncSource', 'repoURL'], '3.5'],
];
const OF_SETS: readonly Since[] = [
  [['spec', 'ignoreApplicationDifferences'], '2.9'],
  [['spec', 'templatePatch'], '2.10'],
  [['spec', 'strategy', 'deletionOrder'], '3.2'],
];
const OF_PROJECTS: readonly Since[] = [[['spec', 'sourceIntegrity'], '3.5']];

/** What Argo CD is told is read by the release that the ring of its cluster runs. */
export const argoFieldsAreThere = defineRule({
  name: 'argo-field-too-new',
  severity: 'warning',
  reason: 'Argo CD drops a field that it does not know, and does without what the field was for.',
  check(index, find) {
    for (const { entry, prefix, holder, fields } of holders(index)) {
      const runs = argoOf(index.clusters.get(entry.cluster));
      for (const [path, minor] of fields) {
        if (runs === undefined || valueAt(holder, ...path) === undefined || !isOlder(runs, minor)) continue;
        find(
          entry,
          `${prefix}${path.join('.')}`,
          `is read from Argo CD ${minor} on, and ${entry.cluster} runs ${runs}`,
          'Take it out, or let versions/ of the ring name a newer chart of argo-cd first.',
        );
      }
    }
  },
});

interface Holder {
  readonly entry: LintEntry;
  readonly prefix: string;
  readonly holder: Json;
  readonly fields: readonly Since[];
}

function holders(index: LintIndex): readonly Holder[] {
  const whole = (type: string, fields: readonly Since[]): readonly Holder[] =>
    index
      .ofType(type)
      .map((entry) => ({ entry, prefix: '', holder: objectOf(entry.object as unknown as Json), fields }));
  const applications = argoApplications(index).map(({ entry, prefix, spec }) => ({
    entry,
    prefix,
    holder: { spec },
    fields: OF_APPLICATIONS,
  }));
  return [
    ...applications,
    ...whole('ApplicationSet.argoproj.io', OF_SETS),
    ...whole('AppProject.argoproj.io', OF_PROJECTS),
  ];
}

/** The minor release that a cluster runs; where somebody else installs it, the one that is asked for. */
function argoOf(cluster: Cluster | undefined): string | undefined {
  if (cluster === undefined) return undefined;
  if (!cluster.baseline.argocd.install) return TARGET_VERSIONS.argocd;
  const release = appRelease('argo-cd', cluster.charts['argo-cd']);
  return release === undefined ? undefined : minorOf(release);
}

function isOlder(runs: string, wanted: string): boolean {
  const [major = 0, minor = 0] = runs.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
