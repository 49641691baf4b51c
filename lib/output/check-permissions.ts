import type { Compiled } from '../compile/unit';
import { defineMessage, type Diagnostic } from '../core/diagnostic';
import { listOf, objectOf, textOf, valueAt } from '../core/json';
import type { JsonObject, Manifest } from '../core/manifest';
import { sortedUnique } from '../core/text';
import type { ExistingUnit } from './existing-tree';

/** Something of an app that its project no longer permits in the very run that takes it away. */
export const vanishedPermission = defineMessage<{
  readonly name: string;
  readonly clusters: readonly string[];
  readonly what: string;
  readonly project: string;
  readonly remedy: string;
}>('output/vanished-permission', {
  reason:
    'Argo CD does not see objects that their project does not permit, so that it would never prune them.',
  text: ({ name, clusters, what, project, remedy }) => ({
    message: `${name} has ${what} in ${clusters.join(', ')}, which its project ${project} would no longer permit`,
    remedy,
  }),
});

interface Permissions {
  readonly project: string;
  readonly namespaces: ReadonlySet<string>;
  /** `<kind>[.<group>]`, in lower case. */
  readonly kinds: ReadonlySet<string>;
}

/** What a project no longer permits of one app. */
type Withdrawn = Omit<Parameters<typeof vanishedPermission>[0], 'clusters'>;

/**
 * Finds what lies in the output for an app and what its project no longer permits. Components are not looked at: what
 * the baseline holds is our own code, and the kinds that it ever held stay in its project.
 */
export function checkPermissions(existing: readonly ExistingUnit[], compiled: Tree): readonly Diagnostic[] {
  const units = new Set(compiled.units.map(unitKey));
  const projects = projectsOfApps(compiled);
  // Objects in a namespace that has vanished go with it, or wait for its tombstone: it is named elsewhere.
  const left = new Set(
    existing.filter((unit) => !units.has(unitKey(unit))).map(({ cluster, name }) => `${cluster} ${name}`),
  );
  const clusters = new Map<string, string[]>();
  for (const unit of existing) {
    const permissions = projects.get(unitKey(unit));
    if (permissions === undefined) continue;
    const objects = unit.objects.filter(
      ({ namespace }) => !left.has(`${unit.cluster} namespace-${namespace}`),
    );
    for (const each of withdrawn({ ...unit, objects }, permissions)) {
      const key = JSON.stringify(each);
      clusters.set(key, [...(clusters.get(key) ?? []), unit.cluster]);
    }
  }
  return [...clusters].map(([key, ids]) =>
    vanishedPermission({ ...(JSON.parse(key) as Withdrawn), clusters: ids }),
  );
}

type Tree = Pick<Compiled, 'units' | 'folders'>;

/** What the project of each app permits in each cluster. */
function projectsOfApps({ units, folders }: Tree): ReadonlyMap<string, Permissions> {
  const projects = new Map<string, Permissions>();
  for (const { cluster, objects } of folders) {
    for (const object of objects.filter(({ kind }) => kind === 'AppProject'))
      projects.set(`${cluster} ${object.metadata.name}`, permissionsOf(object));
  }
  const apps = new Map<string, Permissions>();
  for (const unit of units) {
    const permissions = projects.get(`${unit.cluster} ${unit.project}`);
    if (unit.lane === 'apps' && permissions !== undefined) apps.set(unitKey(unit), permissions);
  }
  return apps;
}

function permissionsOf(object: Manifest): Permissions {
  const list = (key: string): readonly JsonObject[] => listOf(valueAt(object, 'spec', key)).map(objectOf);
  const kinds = list('namespaceResourceWhitelist').map((permitted) => {
    const [group = '', kind = ''] = [textOf(permitted['group']), textOf(permitted['kind'])];
    return group === '' ? kind : `${kind}.${group}`;
  });
  return {
    project: object.metadata.name,
    namespaces: new Set(list('destinations').flatMap(({ namespace }) => textOf(namespace) ?? [])),
    kinds: new Set(kinds.map((kind) => kind.toLowerCase())),
  };
}

function withdrawn(
  { name, objects }: ExistingUnit,
  { project, namespaces, kinds }: Permissions,
): Withdrawn[] {
  const lost = sortedUnique(objects.map(({ namespace }) => namespace)).filter((one) => !namespaces.has(one));
  const gone = sortedUnique(objects.map(({ kind }) => kind)).filter((kind) => !kinds.has(kind));
  return [
    ...lost.map((namespace) => ({
      name,
      what: `objects in the namespace ${namespace}`,
      project,
      remedy: `Move ${name} to another namespace in a commit of its own, before anything changes its owner.`,
    })),
    ...gone.map((what) => ({
      name,
      what,
      project,
      remedy: `Restore the inputs, or run \`meridian remove objects ${name}\`.`,
    })),
  ];
}

function unitKey(unit: { readonly cluster: string; readonly lane: string; readonly name: string }): string {
  return `${unit.cluster} ${unit.lane} ${unit.name}`;
}
