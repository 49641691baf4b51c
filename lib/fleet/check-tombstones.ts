import type { Inputs } from '../config/inputs';
import type { Path } from '../config/located';
import type { Diagnostic, Position } from '../core/diagnostic';
import * as say from './messages';
import { reportRepeats } from './report-repeats';

/** Checks what tombstones.yaml says by itself, and of clusters that are declared. */
export function checkTombstones(
  { clusters, tombstones }: Inputs,
  report: (diagnostic: Diagnostic) => void,
): void {
  if (tombstones === undefined) return;
  const { value } = tombstones;
  const check = (what: string, entries: readonly { readonly text: string; readonly path: Path }[]): void => {
    const place = (index: number): Position => tombstones.at(entries[index]?.path ?? []);
    reportRepeats(
      entries.map(({ text }) => text),
      what,
      place,
      report,
    );
  };
  check(
    'the tombstone of app',
    value.apps.flatMap((app, index) =>
      app.clusters.map((id, place) => ({
        text: `${app.name} in ${id}`,
        path: ['apps', index, 'clusters', place],
      })),
    ),
  );
  check(
    'the tombstone of component',
    value.components.flatMap((component, index) =>
      component.clusters.map((id, place) => ({
        text: `${component.name} in ${id}`,
        path: ['components', index, 'clusters', place],
      })),
    ),
  );
  check(
    'the tombstone of namespace',
    value.namespaces.map(({ name }, index) => ({ text: name, path: ['namespaces', index, 'name'] })),
  );
  check(
    'the tombstone of cluster',
    value.clusters.map(({ name }, index) => ({ text: name, path: ['clusters', index, 'name'] })),
  );
  for (const [index, { name }] of value.clusters.entries()) {
    const declared = clusters.find((cluster) => cluster.value.clusterId === name);
    if (declared === undefined) continue;
    const at = tombstones.at(['clusters', index, 'name']);
    report(say.clusterDeclaredAgain({ at, cluster: name, other: declared.at(['clusterId']) }));
  }
}
