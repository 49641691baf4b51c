import type { Construct } from 'constructs';
import {
  intOrString,
  KubeConfigMap,
  KubeHorizontalPodAutoscalerV2,
  KubePodDisruptionBudget,
} from '../../kube';
import { appLabels, selectorLabels } from '../../plan/labels';
import { leastReplicas } from '../../plan/least-replicas';
import type { Placement } from '../../plan/placement';
import { buildDeployment, configName } from './deployment';
import { buildSecrets } from './secrets';

/** The workload: what runs, how it scales, and how much of it may be evicted at once. */
export function buildRuntime(scope: Construct, placement: Placement): void {
  if (placement.kind !== 'placed') return;
  buildConfig(scope, placement);
  buildSecrets(scope, placement);
  if (placement.release === undefined) return;
  buildDeployment(scope, placement, placement.release);
  buildAutoscaler(scope, placement);
  if (placement.facets.runtime.podDisruptionBudget === 'required') buildDisruptionBudget(scope, placement);
}

function buildConfig(scope: Construct, { app, cluster, facets }: Placement): void {
  const { config } = facets.runtime;
  if (config === undefined) return;
  new KubeConfigMap(scope, 'config', {
    metadata: { name: configName(app), namespace: app.namespace, labels: appLabels(app, cluster) },
    data: { ...config.files },
  });
}

const DEFAULT_UTILISATION_PERCENT = 60;

/** Scales on the app's own container, so that the sidecar's use does not blur the figure. Doubles in 15 s, shrinks after 5 min. */
function buildAutoscaler(scope: Construct, { app, appPlan, cluster, facets }: Placement): void {
  const { maxReplicas, load } = facets.runtime;
  new KubeHorizontalPodAutoscalerV2(scope, 'autoscaler', {
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app, cluster) },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: app.name },
      minReplicas: leastReplicas(appPlan, cluster),
      maxReplicas,
      metrics: [
        {
          type: 'ContainerResource',
          containerResource: {
            container: app.name,
            name: 'cpu',
            target: {
              type: 'Utilization',
              averageUtilization: load?.targetUtilisationPercent ?? DEFAULT_UTILISATION_PERCENT,
            },
          },
        },
      ],
      behavior: {
        scaleUp: {
          stabilizationWindowSeconds: 0,
          selectPolicy: 'Max',
          policies: [
            { type: 'Percent', value: 100, periodSeconds: 15 },
            { type: 'Pods', value: 4, periodSeconds: 15 },
          ],
        },
        scaleDown: {
          stabilizationWindowSeconds: 300,
          selectPolicy: 'Max',
          policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
        },
      },
    },
  });
}

/** Broken pods may always be evicted: they protect nobody, and would block every node drain. */
function buildDisruptionBudget(scope: Construct, { app, cluster }: Placement): void {
  new KubePodDisruptionBudget(scope, 'disruption-budget', {
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app, cluster) },
    spec: {
      maxUnavailable: intOrString(1),
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorLabels(app) },
    },
  });
}
