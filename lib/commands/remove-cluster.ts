import { addCluster, editTombstones, TOMBSTONES_FILE } from './edit-tombstones';
import { findUnknown } from './find-unknown';
import { refuse, type Removal, type RemovalContext } from './removal';

/** Takes a cluster out of the registry. Whether the apps can do without it, the validation of the result tells. */
export function removeCluster(id: string, { tree, before }: RemovalContext): Removal {
  const { clusters, tombstones } = before.plan.fleet;
  const cluster = clusters.find((candidate) => candidate.id === id);
  if (cluster === undefined)
    return refuse(
      findUnknown(
        'cluster',
        [id],
        clusters.map((known) => known.id),
      ),
    );
  const known = tombstones.clusters.some(({ name }) => name === id);
  const text = editTombstones(tree.files.get(TOMBSTONES_FILE), known ? [] : [addCluster(id)]);
  return {
    edits: [
      { path: TOMBSTONES_FILE, text },
      { path: cluster.source.file, text: undefined },
    ],
    findings: [],
    next: [
      'Take its traffic away, and switch off or empty the cluster: its Argo CD deletes nothing when its folder goes.',
      `Run \`meridian synth --allow-mass-delete\`, and commit the inputs and the output together: all of the folder ${id} goes.`,
      'The other clusters lose their way to its east-west gateway with that commit.',
      `After that: \`meridian tombstones --drop ${id}\`.`,
    ],
  };
}
