import type { JsonObject } from '../../core/manifest';
import { controllerMarks } from '../../plan/controllers';
import { ARGOCD_NAMESPACE, CHART_UNITS_PROJECT, SECRETS_NAMESPACE } from '../../plan/names';
import { makesStores, secretsOperator } from '../../plan/secret-stores';
import { buildChartApplication, vendorChart } from '../chart-application';
import type { Component, ComponentContext } from '../component';

const BUDGET = { enabled: true, minAvailable: 1 } as const;
const RESOURCES = {
  requests: { cpu: '50m', memory: '128Mi' },
  limits: { memory: '512Mi' },
} as const;

/** The operator that makes Secrets out of the stores of the region. The stores are objects of our own. */
export const externalSecrets: Component = {
  name: 'external-secrets',
  namespace: ARGOCD_NAMESPACE,
  project: CHART_UNITS_PROJECT,
  isIn: ({ cluster }) => makesStores(cluster),
  controller: ({ fleet, cluster }) => secretsOperator(fleet, cluster),
  build(scope, context) {
    const { path } = context.cluster.baseline['external-secrets'];
    const { chart, images } = vendorChart(context, 'external-secrets', path);
    buildChartApplication(scope, context, {
      release: 'external-secrets',
      ...chart,
      namespace: SECRETS_NAMESPACE,
      values: {
        ...operatorValues(context),
        ...availableValues(`${images}/external-secrets`),
        ...lessReach(),
      },
    });
  },
};

function operatorValues({ fleet, cluster }: ComponentContext): JsonObject {
  const operator = secretsOperator(fleet, cluster);
  const { serviceAccountAnnotations, podLabels } = controllerMarks(cluster, operator);
  return {
    fullnameOverride: operator.name,
    serviceAccount: { name: operator.name, annotations: serviceAccountAnnotations },
    podLabels,
  };
}

/** Two of all that something waits for. The one that renews the certificate of the webhook may come back later. */
function availableValues(image: string): JsonObject {
  const twice = { replicaCount: 2, podDisruptionBudget: BUDGET, resources: RESOURCES };
  return {
    ...twice,
    leaderElect: true,
    livenessProbe: { enabled: true },
    webhook: twice,
    certController: { resources: RESOURCES },
    global: {
      repository: image,
      topologySpreadConstraints: ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((key) => ({
        maxSkew: 1,
        topologyKey: key,
        whenUnsatisfiable: 'ScheduleAnyway',
      })),
    },
  };
}

/** What nobody here asks for: writing into stores, making Secrets in many namespaces at once, and that by who may edit one. */
function lessReach(): JsonObject {
  return {
    crds: {
      createClusterExternalSecret: false,
      createClusterGenerator: false,
      createClusterPushSecret: false,
      createPushSecret: false,
    },
    processClusterExternalSecret: false,
    processClusterGenerator: false,
    processClusterPushSecret: false,
    processPushSecret: false,
    rbac: { aggregateToEdit: false, servicebindings: { create: false } },
  };
}
