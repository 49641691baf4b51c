import type { TombstonesInput } from '../config/tombstones-schema';
import type { Unit } from '../compile/unit';
import { sortedUnique } from '../core/text';
import type { Plan } from '../plan/plan';
import { dropEntry, editTombstones, TOMBSTONES_FILE, type TombstoneList } from './edit-tombstones';
import { findUnknown } from './find-unknown';
import type { State } from './gone';
import { refuse, type Removal, type RemovalContext } from './removal';

interface Entry {
  readonly list: TombstoneList;
  readonly name: string;
}

const LISTS: Readonly<Partial<Record<string, TombstoneList>>> = {
  app: 'apps',
  component: 'components',
  namespace: 'namespaces',
  cluster: 'clusters',
};

/** Takes entries out of tombstones.yaml. `wanted` is a name, or `app/`, `component/`, `namespace/` or `cluster/` and a name. */
export function dropTombstones(
  wanted: string,
  { tree, before, preview }: Pick<RemovalContext, 'tree' | 'before' | 'preview'>,
): Removal {
  const { tombstones } = before.plan.fleet;
  const entries = entriesNamed(wanted, tombstones, before.plan);
  if (entries.length === 0) return refuse(findUnknown('tombstone', [wanted], namesOf(tombstones)));
  const changes = entries.map(({ list, name }) => dropEntry(list, name));
  const text = editTombstones(tree.files.get(TOMBSTONES_FILE), changes);
  const kept = tombstones.namespaces.filter(
    ({ name }) => name === wanted && !entries.some(({ list }) => list === 'namespaces'),
  );
  const edits = [{ path: TOMBSTONES_FILE, text }];
  const after = preview(edits);
  return {
    edits,
    findings: [],
    next: [
      'Run `meridian synth`, and commit the inputs and the output together.',
      ...('plan' in after ? leftBehind(before, after) : []),
      ...kept.map(
        ({ name, state }) =>
          `The namespace ${name} stays in the file: it is ${state}, and nothing else declares it.`,
      ),
    ],
  };
}

/** What Argo CD keeps of units and projects that go, by the guards on them; a person deletes it. */
function leftBehind(before: State, after: State): readonly string[] {
  const applications = goneFrom(before, after, ({ lane, name }) => `${lane}-${name}`);
  const projects = goneFrom(before, after, ({ project }) => project);
  return [
    ...applications.map(
      ({ name, clusters }) =>
        `Argo CD may keep the empty Application ${name} in ${clusters}: \`kubectl --context CLUSTER -n argocd delete application ${name}\`.`,
    ),
    ...projects.map(
      ({ name, clusters }) =>
        `Argo CD keeps the project ${name}, of which nothing is left in ${clusters}, and the root stays OutOfSync until you delete it: \`kubectl --context CLUSTER -n argocd delete appproject ${name}\`.`,
    ),
  ];
}

/** The names that a cluster's units had and have no more, each with its clusters. */
function goneFrom(
  before: State,
  after: State,
  nameOf: (unit: Unit) => string,
): readonly { readonly name: string; readonly clusters: string }[] {
  const left = new Set(after.units.map((unit) => `${unit.cluster} ${nameOf(unit)}`));
  const gone = before.units.filter((unit) => !left.has(`${unit.cluster} ${nameOf(unit)}`));
  return sortedUnique(gone.map(nameOf)).map((name) => {
    const clusters = gone.filter((unit) => nameOf(unit) === name).map(({ cluster }) => cluster);
    return { name, clusters: sortedUnique(clusters).join(', ') };
  });
}

function entriesNamed(wanted: string, tombstones: TombstonesInput, plan: Plan): readonly Entry[] {
  const slash = wanted.indexOf('/');
  const only = LISTS[wanted.slice(0, Math.max(0, slash))];
  const name = only === undefined ? wanted : wanted.slice(slash + 1);
  const found = (['apps', 'components', 'namespaces', 'clusters'] as const)
    .filter((list) => (only ?? list) === list)
    .filter((list) => tombstones[list].some((entry) => entry.name === name))
    .map((list): Entry => ({ list, name }));
  // App and namespace often share their name: what still declares a namespace does not go along by accident.
  return found.length < 2
    ? found
    : found.filter((entry) => entry.list !== 'namespaces' || isIdle(name, tombstones, plan));
}

function isIdle(name: string, tombstones: TombstonesInput, plan: Plan): boolean {
  const entry = tombstones.namespaces.find((candidate) => candidate.name === name);
  return entry?.state === 'removed' || plan.apps.some(({ app }) => app.namespace === name);
}

function namesOf({ apps, components, namespaces, clusters }: TombstonesInput): readonly string[] {
  return [...apps, ...clusters, ...components, ...namespaces].map(({ name }) => name);
}
