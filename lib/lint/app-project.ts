import { listOf, objectOf, textOf, valueAt } from '../core/json';
import type { Json } from '../core/manifest';
import type { LintEntry } from './lint-entry';

/** What an AppProject lets Argo CD do. */
export interface ProjectPermissions {
  /** Whether it may take manifests from a repository. */
  readonly allowsSource: (repository: string) => boolean;
  readonly allowsDestination: (cluster: string, namespace: string) => boolean;
  readonly allowsNamespaced: (group: string, kind: string) => boolean;
  readonly allowsClusterScoped: (group: string, kind: string, name: string) => boolean;
}

/**
 * Reads the permissions as Argo CD does: a missing list of namespaced kinds permits all of them, a missing or empty list
 * of cluster-scoped ones none. A destination that begins with "!" forbids. Answers are kept, because units ask alike.
 */
export function readProject({ object }: LintEntry): ProjectPermissions {
  const spec = objectOf(object['spec']);
  const destinations = listOf(spec['destinations']).map(objectOf);
  const allowed = destinations.filter(({ namespace }) => !textOf(namespace)?.startsWith('!'));
  const forbidden = destinations.flatMap(({ namespace }) =>
    textOf(namespace)?.startsWith('!') ? [textOf(namespace)?.slice(1)] : [],
  );
  const namespaced = spec['namespaceResourceWhitelist'];
  const blocked = listOf(spec['namespaceResourceBlacklist']);
  const clusterAllowed = kindList(listOf(spec['clusterResourceWhitelist']));
  const clusterBlocked = kindList(listOf(spec['clusterResourceBlacklist']));
  const sources = listOf(spec['sourceRepos']).flatMap((pattern) => textOf(pattern) ?? []);
  return {
    allowsSource: (repository) =>
      sources.some((pattern) => matchesRepository(pattern, repository)) &&
      !sources.some((pattern) => pattern.startsWith('!') && matchesRepository(pattern.slice(1), repository)),
    allowsDestination: remembered(
      (cluster, namespace) =>
        allowed.some(
          (entry) => matchesGlob(entry['name'], cluster) && matchesGlob(entry['namespace'], namespace),
        ) && !forbidden.some((pattern) => matchesGlob(pattern, namespace)),
    ),
    allowsNamespaced: remembered(
      (group, kind) =>
        (namespaced === undefined || holds(listOf(namespaced), group, kind)) && !holds(blocked, group, kind),
    ),
    allowsClusterScoped: (group, kind, name) =>
      clusterAllowed(group, kind, name) && !clusterBlocked(group, kind, name),
  };
}

function holds(list: readonly Json[], group: string, kind: string, name?: string): boolean {
  return list.some((item) => {
    if (!matchesGlob(valueAt(item, 'group'), group) || !matchesGlob(valueAt(item, 'kind'), kind))
      return false;
    const pattern = valueAt(item, 'name');
    return name === undefined || pattern === undefined || pattern === '' || matchesGlob(pattern, name);
  });
}

/** Whether a list holds one thing. Of the baseline it names every namespace of a cluster: those are looked up, not sought. */
function kindList(list: readonly Json[]): (group: string, kind: string, name: string) => boolean {
  const plain = new Set<string>();
  const others: Json[] = [];
  for (const item of list) {
    const { group, kind, name } = objectOf(item);
    if (isPlain(group) && isPlain(kind) && isPlain(name) && name !== '')
      plain.add([group, kind, name].join('\n'));
    else others.push(item);
  }
  return (group, kind, name) => plain.has([group, kind, name].join('\n')) || holds(others, group, kind, name);
}

function isPlain(pattern: Json | undefined): pattern is string {
  return typeof pattern === 'string' && !/[*?]/.test(pattern);
}

function remembered(answer: (a: string, b: string) => boolean): (a: string, b: string) => boolean {
  const known = new Map<string, Map<string, boolean>>();
  return (a, b) => {
    const answers = known.get(a) ?? new Map<string, boolean>();
    const result = answers.get(b) ?? answer(a, b);
    known.set(a, answers.set(b, result));
    return result;
  };
}

/** Of repositories a star alone is everything, and any other star ends at the next slash. */
function matchesRepository(pattern: string, repository: string): boolean {
  if (pattern === '*' || pattern === repository) return true;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('?', '[^/]')
    .split('**')
    .map((part) => part.replaceAll('*', '[^/]*'))
    .join('.*');
  return new RegExp(`^${source}$`, 's').test(repository);
}

function matchesGlob(pattern: Json | undefined, text: string): boolean {
  if (typeof pattern !== 'string') return false;
  if (pattern === text || pattern === '*') return true;
  if (!/[*?]/.test(pattern)) return false;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
