import type { Diagnostic } from '../core/diagnostic';
import type { AppPlan } from '../plan/plan';
import { editTombstones, TOMBSTONES_FILE } from './edit-tombstones';
import { findNotLost, findUnknown } from './find-unknown';
import { findGone, mergeGone, tombstonesOf, type Gone } from './gone';
import type { InputEdit } from './input-edit';
import { goneFromOutput, lostName, type LostUnit } from './lost';
import { stillNamed, stillPlaced } from './messages';
import { refuse, type Removal, type RemovalContext } from './removal';

/** Which app goes, and from where. */
export interface AppRemoval {
  readonly name: string;
  /** @default - all clusters */
  readonly clusters?: readonly string[] | undefined;
}

/** Takes an app out of the inputs, and writes down what its clusters still have to prune. */
export function removeApp(request: AppRemoval, context: RemovalContext): Removal {
  const { name, clusters } = request;
  const declared = context.before.plan.apps.find(({ app }) => app.name === name);
  const lost = context.lost.filter((unit) => lostName(unit).name === name && lostName(unit).kind === 'app');
  const known = [
    ...context.before.plan.apps.map(({ app }) => app.name),
    ...context.lost.map((unit) => lostName(unit).name),
  ];
  if (declared === undefined && lost.length === 0) return refuse(findUnknown('app', [name], known));
  if (clusters !== undefined) return removeFromClusters(request, clusters, lost, declared, context);
  if (declared === undefined) return finish(name, [], goneOf(lost, context), context);
  const named = findNamed(declared, context);
  if (named.length > 0) return refuse(named);
  const edits = filesOf(name, context).map((path): InputEdit => ({ path, text: undefined }));
  const after = context.preview(edits);
  if (!('plan' in after)) return refuse(after);
  const gone = mergeGone([goneOf(lost, context), findGone(context.before, after)]);
  return finish(name, edits, gone, context);
}

function removeFromClusters(
  { name }: AppRemoval,
  clusters: readonly string[],
  lost: readonly LostUnit[],
  declared: AppPlan | undefined,
  context: RemovalContext,
): Removal {
  const ids = context.before.plan.fleet.clusters.map(({ id }) => id);
  const unknown = findUnknown('cluster', clusters, ids);
  if (unknown.length > 0) return refuse(unknown);
  const holding = [...(declared?.placed ?? []), ...(declared?.clients ?? [])].map(({ id }) => id);
  const at = declared?.app.files.contract.at(['application', 'regions']);
  const placed = clusters.filter((id) => holding.includes(id));
  if (at !== undefined && placed.length > 0)
    return refuse(placed.map((cluster) => stillPlaced({ at, app: name, cluster })));
  const there = lost.filter(({ unit }) => clusters.includes(unit.cluster));
  const missing = findNotLost(
    name,
    clusters,
    lost.map(({ unit }) => unit.cluster),
  );
  if (missing.length > 0) return refuse(missing);
  return finish(name, [], goneOf(there, context), context);
}

/** The lost units, and the namespaces that were lost with them. */
function goneOf(lost: readonly LostUnit[], context: RemovalContext): Gone {
  const apps = goneFromOutput(lost);
  const places = new Set(
    apps.apps.flatMap(({ namespace, clusters }) => clusters.map((id) => `${id} ${namespace}`)),
  );
  const namespaces = context.lost.filter((unit) => {
    const { kind, name } = lostName(unit);
    return kind === 'namespace' && places.has(`${unit.unit.cluster} ${name}`);
  });
  return mergeGone([apps, goneFromOutput(namespaces)]);
}

function findNamed({ app }: AppPlan, { before }: RemovalContext): readonly Diagnostic[] {
  return before.plan.apps.flatMap(({ app: other }) => {
    const { calls } = other.facets;
    const at = (field: 'to' | 'from'): readonly Diagnostic[] => {
      const index = calls[field].indexOf(app.name);
      if (index < 0 || other.name === app.name) return [];
      const relation = field === 'to' ? 'calls it' : 'lets it call';
      const place = other.files.contract.at(['application', 'calls', field, index]);
      return [stillNamed({ at: place, app: app.name, other: other.name, relation })];
    };
    return [...at('to'), ...at('from')];
  });
}

function filesOf(name: string, { tree }: RemovalContext): readonly string[] {
  return [...tree.files.keys()].filter((path) => path.startsWith(`apps/${name}/`));
}

function finish(name: string, edits: readonly InputEdit[], gone: Gone, { tree }: RemovalContext): Removal {
  const changes = tombstonesOf(gone);
  const before = tree.files.get(TOMBSTONES_FILE);
  const text = changes.length === 0 ? before : editTombstones(before, changes);
  return {
    // The tombstone first: killed between the two, the app is still there and its tombstone without effect.
    edits: [...(text === undefined ? [] : [{ path: TOMBSTONES_FILE, text }]), ...edits],
    findings: [],
    next: nextSteps(name, gone),
  };
}

function nextSteps(name: string, gone: Gone): readonly string[] {
  const clusters = gone.apps.flatMap((app) => app.clusters).join(', ');
  return [
    'Run `meridian synth`, and commit the inputs and the output together.',
    ...(clusters === '' ? [] : [`Argo CD then prunes what ${name} had, in ${clusters}.`]),
    ...gone.namespaces.map(
      (namespace) =>
        `The namespace ${namespace.name} stays, with all that is in it; \`meridian remove namespace ${namespace.name}\` removes it.`,
    ),
    `Once the application apps-${name} holds nothing in any cluster: \`meridian tombstones --drop ${name}\`.`,
  ];
}
