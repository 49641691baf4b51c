import type { JsonObject } from '../../core/manifest';
import { controllerMarks, type Controller } from '../../plan/controllers';
import { ARGOCD_NAMESPACE, CERT_MANAGER_NAMESPACE, CHART_UNITS_PROJECT } from '../../plan/names';
import { carriedToken, zoneController } from '../../plan/zone/zone-access';
import { hasCertManager } from '../../plan/zone/zone-components';
import { buildChartApplication, vendorChart } from '../chart-application';
import type { Component, ComponentContext } from '../component';
import { tokenParts } from '../token-parts';

/** Also the name of its service account. */
const NAME = 'cert-manager';

/** Who asks authorities for certificates, and renews them. Whom it may ask is a component of its own. */
export const certManager: Component = {
  name: NAME,
  namespace: ARGOCD_NAMESPACE,
  project: CHART_UNITS_PROJECT,
  isIn: ({ fleet, cluster }) => hasCertManager(fleet, cluster),
  controller: controllerOf,
  build(scope, context) {
    const { chart, images } = vendorChart(context, NAME, context.cluster.baseline[NAME].path);
    buildChartApplication(scope, context, {
      release: NAME,
      ...chart,
      namespace: CERT_MANAGER_NAMESPACE,
      values: {
        crds: { enabled: true, keep: true },
        imageRegistry: images,
        imageNamespace: '',
        // Its own choice is kube-system, which no chart may write to.
        global: { leaderElection: { namespace: CERT_MANAGER_NAMESPACE }, priorityClassName: 'tier-1' },
        // It would look at the servers of the zone itself, past the DNS of the cluster, to which alone a way is open.
        dns01RecursiveNameserversOnly: true,
        ...TWICE,
        webhook: { ...TWICE, ...WEBHOOKS },
        cainjector: TWICE,
        // A job that runs once and tells nobody.
        startupapicheck: { enabled: false },
        ...identityOf(context),
      },
    });
  },
};

const TWICE = { replicaCount: 2, podDisruptionBudget: { enabled: true } } as const;

/** They judge nothing but objects of cert-manager; where all else depends on, they are not even asked for those. */
const BEYOND = {
  namespaceSelector: {
    matchExpressions: [
      {
        key: 'kubernetes.io/metadata.name',
        operator: 'NotIn',
        values: [ARGOCD_NAMESPACE, 'kube-system'],
      },
    ],
  },
};
const WEBHOOKS: JsonObject = {
  mutatingWebhookConfiguration: BEYOND,
  validatingWebhookConfiguration: BEYOND,
};

function controllerOf({ fleet, cluster }: ComponentContext): Controller | undefined {
  return zoneController(fleet, cluster, NAME, ['prove-names']);
}

function identityOf(context: ComponentContext): JsonObject {
  const { cluster } = context;
  const controller = controllerOf(context);
  if (controller === undefined) return {};
  const { serviceAccountAnnotations, podLabels } = controllerMarks(cluster, controller);
  const token = carriedToken(cluster, controller);
  if (token === undefined) return { serviceAccount: { annotations: serviceAccountAnnotations }, podLabels };
  const { variables, volumes, mounts } = tokenParts(token);
  return { extraEnv: variables, volumes, volumeMounts: mounts };
}
