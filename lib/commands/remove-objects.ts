import { sortedUnique } from '../core/text';
import { kindName } from '../gitops/permitted-kinds';
import { addApp, editTombstones, TOMBSTONES_FILE, type AppTombstone } from './edit-tombstones';
import { findUnknown } from './find-unknown';
import { extraKinds } from './lost';
import { nothingWithdrawn } from './messages';
import { refuse, type Removal, type RemovalContext } from './removal';

/** Writes down the kinds that an app no longer has, so that its project permits them until they are pruned. */
export function removeObjects(name: string, context: RemovalContext): Removal {
  const { plan } = context.before;
  const known = [...plan.fleet.tombstones.apps, ...plan.apps.map(({ app }) => app)];
  // What stands in tombstones.yaml already may still be needed for another cluster.
  const app = known.find((candidate) => candidate.name === name);
  const names = known.map((candidate) => candidate.name);
  if (app === undefined) return refuse(findUnknown('app', [name], names));
  const gone = findGoneKinds(name, context);
  if (gone.length === 0) return refuse([nothingWithdrawn({ app: name })]);
  const entry = {
    name,
    owner: app.owner,
    namespace: app.namespace,
    clusters: gone.map(({ cluster }) => cluster),
    kinds: sortedUnique(gone.flatMap(({ kinds }) => kinds)),
  };
  const text = editTombstones(context.tree.files.get(TOMBSTONES_FILE), [addApp(entry)]);
  return { edits: [{ path: TOMBSTONES_FILE, text }], findings: [], next: nextSteps(entry) };
}

/** The clusters in which the app had kinds that it has no more. */
function findGoneKinds(
  name: string,
  { before, written }: RemovalContext,
): readonly { readonly cluster: string; readonly kinds: readonly string[] }[] {
  return written(name)
    .map((unit) => {
      const { cluster } = unit.unit;
      const now = before.units.find(
        (each) => each.lane === 'apps' && each.name === name && each.cluster === cluster,
      );
      const left = new Set(now?.objects.map(kindName));
      return { cluster, kinds: extraKinds(unit).filter((kind) => !left.has(kind)) };
    })
    .filter(({ kinds }) => kinds.length > 0);
}

function nextSteps({ name, clusters, kinds }: AppTombstone): readonly string[] {
  return [
    'Run `meridian synth`, and commit the inputs and the output together.',
    `Argo CD then prunes what ${name} no longer has, in ${clusters.join(', ')}; its project still permits ${kinds.join(', ')}.`,
    `Once every cluster has synced that: \`meridian tombstones --drop app/${name}\`.`,
  ];
}
