import type { Unit } from '../compile/unit';
import { inKeyOrder, objectOf, textOf, valueAt } from '../core/json';
import type { JsonObject } from '../core/manifest';
import { ARGOCD_RELEASE } from '../plan/names';

/** How somebody installs Argo CD before there is one that could. */
export interface ArgocdInstall {
  /** OCI repository of the chart, without a scheme. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  readonly values: JsonObject;
}

/**
 * Where the values lie in a cluster's folder: beside the bootstrap, whose files are all applied as they are. JSON is YAML to
 * Helm, and whatever ends with .yaml here is an object of Kubernetes.
 */
export const INSTALL_VALUES = 'install/argocd-values.json';

/** What the tree itself keeps, so that taking over changes nothing; undefined where somebody else installs it. */
export function argocdInstall(units: readonly Unit[]): ArgocdInstall | undefined {
  const application = units
    .flatMap(({ objects }) => objects)
    .find(({ kind, metadata }) => kind === 'Application' && metadata.name === `chart-${ARGOCD_RELEASE}`);
  if (application === undefined) return undefined;
  const text = (...path: string[]): string => textOf(valueAt(application, 'spec', 'source', ...path)) ?? '';
  const values = valueAt(application, 'spec', 'source', 'helm', 'valuesObject');
  return {
    repository: text('repoURL'),
    chart: text('chart'),
    version: text('targetRevision'),
    values: inKeyOrder(objectOf(values)),
  };
}
