import { listOf, objectOf, textOf, valueAt } from '../core/json';
import { onceFor } from '../core/once-for';
import type { Cluster } from '../fleet/fleet';
import {
  EAST_WEST_NAME,
  EAST_WEST_POD_LABELS,
  INGRESS_NAMESPACE,
  INGRESS_POD_LABELS,
  INGRESS_SERVICE_ACCOUNT,
  ISTIO_NAMESPACE,
} from '../plan/names';
import type { AppPlan } from '../plan/plan';
import type { PodWorkload } from '../simulate/network';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';
import type { PodTemplate } from './pod-template';

/** The workloads of an app in every cluster where it has any: what its unit describes. */
export function workloadsOf({ app, placed }: AppPlan, index: LintIndex): readonly PodWorkload[] {
  return placed.flatMap((cluster) => {
    const template = deploymentOf(app.name, cluster.id, app.namespace, index);
    return template === undefined ? [] : [podWorkload(template)];
  });
}

/** The object that makes the pods of a workload. */
export function makerOf({ cluster, namespace, name }: PodWorkload, index: LintIndex): LintEntry | undefined {
  return deploymentOf(name, cluster, namespace, index)?.entry;
}

function deploymentOf(
  name: string,
  cluster: string,
  namespace: string,
  index: LintIndex,
): PodTemplate | undefined {
  return index
    .podTemplatesIn(cluster, namespace)
    .find(({ entry }) => entry.type === 'Deployment.apps' && entry.name === name);
}

/** The pods of a template, as policies see them: one and the same for all who ask, so that what holds for it is found once. */
export const podWorkload: (template: PodTemplate) => PodWorkload = onceFor(newPodWorkload);

function newPodWorkload({ entry, labels, spec, containers }: PodTemplate): PodWorkload {
  const namedPorts: Record<string, number> = {};
  for (const { container } of containers) {
    for (const port of listOf(container['ports']).map(objectOf)) {
      const { name, containerPort } = port;
      if (typeof name === 'string' && typeof containerPort === 'number') namedPorts[name] = containerPort;
    }
  }
  const { cluster, namespace, name } = entry;
  return {
    cluster,
    namespace,
    name,
    serviceAccount: textOf(spec['serviceAccountName']) ?? 'default',
    labels,
    namedPorts,
  };
}

/** The pods of the shared ingress Gateway in a cluster; Istio makes them, so that no object describes them. */
export const ingressWorkload: (cluster: Cluster) => PodWorkload = onceFor(({ id }) => ({
  cluster: id,
  namespace: INGRESS_NAMESPACE,
  name: 'the ingress Gateway',
  serviceAccount: INGRESS_SERVICE_ACCOUNT,
  labels: INGRESS_POD_LABELS,
  namedPorts: {},
}));

/** The pods of the gateway that other clusters arrive at; its chart makes them. */
export const eastWestWorkload: (cluster: Cluster) => PodWorkload = onceFor(({ id }) => ({
  cluster: id,
  namespace: ISTIO_NAMESPACE,
  name: 'the east-west gateway',
  serviceAccount: EAST_WEST_NAME,
  labels: EAST_WEST_POD_LABELS,
  namedPorts: {},
}));

/** The ports that a Service of the app sends to, by number at the pods. */
export function servedPorts({ app }: AppPlan, workload: PodWorkload, index: LintIndex): readonly number[] {
  const service = index
    .within('Service', workload.cluster, app.namespace)
    .find(({ name }) => name === app.name);
  return listOf(valueAt(service?.object, 'spec', 'ports')).flatMap((port) => {
    const { port: own, targetPort, protocol = 'TCP' } = objectOf(port);
    const target = targetPort ?? own;
    const number = typeof target === 'string' ? workload.namedPorts[target] : target;
    return typeof number === 'number' && protocol === 'TCP' ? [number] : [];
  });
}
