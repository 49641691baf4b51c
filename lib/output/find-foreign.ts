import type { Diagnostic } from '../core/diagnostic';
import { compareCodePoints } from '../core/text';
import type { ExistingTree } from './existing-tree';
import { foreignFile, foreignReconciled } from './messages';
import { belowTop, topOf } from './output-path';
import { OWNED_FILE } from './ownership';
import { isInScope, type Scope } from './scope';
import { listLeftovers } from './temporary';

/** What is not ours, and what is to be said of it. */
export interface Foreign {
  readonly paths: readonly string[];
  readonly findings: readonly Diagnostic[];
}

/** The folders of a cluster from which its Argo CD reads. */
const RECONCILED: ReadonlySet<string> = new Set([
  'root',
  'units',
  'baseline',
  'namespaces',
  'apps',
  'removed',
]);

/** What git itself keeps at the top of a repository, where the output is one of its own. */
const GIT_NAMES = /^\.git(?:$|attributes$|ignore$|keep$)/;

/** What lies in a cluster's folder, in scope, and is neither owned nor about to be. A link is never ours. */
export function findForeign(
  existing: ExistingTree,
  folder: {
    readonly top: string;
    readonly owned: ReadonlySet<string>;
    readonly wanted: ReadonlySet<string>;
    /** What lies in the way of wanted files, and is named for that. */
    readonly blockers: ReadonlySet<string>;
    readonly scope: Scope;
  },
): Foreign {
  const { top, owned, wanted, blockers, scope } = folder;
  const isOurs = (path: string, kind: string): boolean =>
    path === `${top}/${OWNED_FILE}` || wanted.has(path) || (kind === 'file' && owned.has(path));
  const paths = [...existing.entries]
    .filter(([path, kind]) => kind !== 'directory' && path.startsWith(`${top}/`))
    .filter(([path, kind]) => isInScope(scope, path) && !isOurs(path, kind))
    .map(([path]) => path)
    .sort(compareCodePoints);
  return { paths, findings: paths.filter((path) => !blockers.has(path)).map(describeForeign) };
}

/** What lies right below the output root and is no folder of ours. */
export function findForeignTops(existing: ExistingTree, wanted: ReadonlySet<string>): Foreign {
  const leftovers = new Set(listLeftovers(existing.entries));
  const paths = [...existing.entries.keys()]
    .filter(
      (path) => topOf(path) === path && !wanted.has(path) && !GIT_NAMES.test(path) && !leftovers.has(path),
    )
    .filter((path) => existing.entries.get(`${path}/${OWNED_FILE}`) !== 'file')
    .sort(compareCodePoints);
  return { paths, findings: paths.map((path) => foreignFile({ path })) };
}

function describeForeign(path: string): Diagnostic {
  return isReconciled(path) ? foreignReconciled({ path }) : foreignFile({ path });
}

function isReconciled(path: string): boolean {
  return !path.startsWith('_') && RECONCILED.has(topOf(belowTop(path)));
}
