import type { ObjectIdentity } from '../core/manifest';

/** The folder of objects without a namespace; no namespace can have this name. */
const CLUSTER_SCOPED = '_cluster';

/**
 * Where an object lies in its unit's folder: `<namespace|_cluster>/<kind>[.<group>]_<name>.yaml`, all from its identity.
 * Two identities share a path only where their kinds differ in capitals alone, which layout reports.
 */
export function objectPath(identity: ObjectIdentity): string {
  const folder =
    identity.namespace === '' ? CLUSTER_SCOPED : escapeSegment(identity.namespace, /[^a-z0-9-]/g);
  const kind = escapeSegment(identity.kind.toLowerCase(), /[^a-z0-9]/g);
  const group = identity.group === '' ? '' : `.${escapeSegment(identity.group, /[^a-z0-9.-]/g)}`;
  return `${folder}/${kind}${group}_${escapeSegment(identity.name, /[^a-z0-9.-]/g)}.yaml`;
}

/** What a path of an object says of it: its namespace, '' for none, and `<kind>[.<group>]` in lower case. */
export function parseObjectPath(
  path: string,
): { readonly namespace: string; readonly kind: string } | undefined {
  const [, folder, kind] = /^([^/]+)\/([^/_]+)_[^/]*\.yaml$/.exec(path) ?? [];
  if (folder === undefined || kind === undefined) return undefined;
  return { namespace: folder === CLUSTER_SCOPED ? '' : folder, kind };
}

/**
 * Writes every character that is not lower-case ASCII as `%` and its code: the colon of an RBAC name, and capitals too,
 * so that no two paths are one on a file system that ignores case or composes accents.
 */
function escapeSegment(text: string, unsafe: RegExp): string {
  return text.replace(unsafe, (character) => {
    const hex = character.charCodeAt(0).toString(16);
    return hex.length <= 2 ? `%${hex.padStart(2, '0')}` : `%u${hex.padStart(4, '0')}`;
  });
}
