import type { Construct } from 'constructs';
import { Application } from '../../imports/argoproj.io';
import type { JsonObject } from '../core/manifest';
import { ARGOCD_NAMESPACE, CHARTS_PROJECT, ISTIO_NAMESPACE } from '../plan/names';
import { GUARD, RETRY, SYNC_OPTIONS } from '../plan/sync';
import type { ComponentContext } from './component';
import { baselineLabels } from './labels';

/** A chart, as one cluster installs it. */
export interface Chart {
  /** Name of the release; the Application is called `chart-<release>`. */
  readonly release: string;
  readonly chart: string;
  readonly version: string;
  readonly values: JsonObject;
  /** OCI repository that it comes from. @default that of Istio */
  readonly repository?: string;
  /** Where it goes. @default Istio's namespace */
  readonly namespace?: string;
  /** Whether what the chart installed goes with its file: right for what stands beside another of its kind. */
  readonly removable?: boolean;
}

/** With it, deleting the Application deletes what the chart installed; without it, that stays. */
const CASCADE = 'resources-finalizer.argocd.argoproj.io';

/** istiod writes its certificate into webhooks, and makes them strict once it answers. */
const WEBHOOK_FIELDS = ['.webhooks[]?.clientConfig.caBundle', '.webhooks[]?.failurePolicy'];
const WEBHOOK_KINDS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/**
 * An Application that takes a pinned chart from the mirror of the cluster's own region. It follows no ref, so that
 * nothing of it changes but by a commit that changes this object.
 */
export function buildChartApplication(scope: Construct, { cluster }: ComponentContext, chart: Chart): void {
  const { release, version, values, removable = false } = chart;
  const { repository = cluster.istio.charts, namespace = ISTIO_NAMESPACE } = chart;
  new Application(scope, release, {
    metadata: {
      name: `chart-${release}`,
      namespace: ARGOCD_NAMESPACE,
      labels: baselineLabels(cluster),
      ...(removable ? { finalizers: [CASCADE] } : { annotations: GUARD }),
    },
    spec: {
      project: CHARTS_PROJECT,
      source: {
        repoUrl: repository,
        chart: chart.chart,
        targetRevision: version,
        helm: { releaseName: release, valuesObject: values },
      },
      destination: { name: cluster.id, namespace },
      ignoreDifferences: WEBHOOK_KINDS.map((kind) => ({
        group: 'admissionregistration.k8s.io',
        kind,
        jqPathExpressions: WEBHOOK_FIELDS,
      })),
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: [...SYNC_OPTIONS],
        retry: RETRY,
      },
    },
  });
}

/** The name that a release of Istio has as a revision: 1.31.1 is 1-31-1. */
export function revisionOf(version: string): string {
  return version.replaceAll('.', '-');
}
