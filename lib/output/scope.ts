import { belowTop, topOf } from './output-path';

/** Which part of the output is compared and written; all of it where neither is given. What lies outside is never touched. */
export interface Scope {
  /** Names of the folders right below the output root. */
  readonly clusters?: readonly string[];
  /** Files and folders relative to a cluster's folder. */
  readonly within?: readonly string[];
}

/** What lies in a cluster's folder for one app: its manifests and its unit file. */
export function pathsOfApp(app: string): readonly string[] {
  return [`apps/${app}`, `units/apps/${app}.yaml`];
}

/** Whether a folder right below the output root lies in scope, at least in part. */
export function isFolderInScope(scope: Scope, top: string): boolean {
  return scope.clusters?.includes(top) ?? true;
}

/** Whether a file or folder lies in scope. */
export function isInScope(scope: Scope, path: string): boolean {
  if (!isFolderInScope(scope, topOf(path))) return false;
  if (scope.within === undefined) return true;
  const rest = belowTop(path);
  return scope.within.some((place) => rest === place || rest.startsWith(`${place}/`));
}

/** Whether nothing is left out. */
export function isWhole(scope: Scope): boolean {
  return scope.clusters === undefined && scope.within === undefined;
}
