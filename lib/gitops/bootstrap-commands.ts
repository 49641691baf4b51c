import { ARGOCD_NAMESPACE } from '../plan/names';
import { CLUSTER_SECRET } from './bootstrap';

/**
 * The commands that hand a cluster over to its Argo CD, in their order; `folder` holds its bootstrap. The first fails where the
 * cluster has another name already, and then the second must not run.
 */
export function bootstrapCommands(cluster: string, folder: string): readonly [string, string] {
  const apply = `kubectl --context ${cluster} apply --server-side`;
  return [
    `${apply} -f ${word(`${folder}/${ARGOCD_NAMESPACE}/secret_${CLUSTER_SECRET}.yaml`)}`,
    `${apply} --recursive -f ${word(folder)}`,
  ];
}

/** One word for a shell: in quotes, where it has more than plain characters. */
export function word(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
