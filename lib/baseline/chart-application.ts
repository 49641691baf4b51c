import type { Construct } from 'constructs';
import { Application, type ApplicationProps } from '../../imports/argoproj.io';
import type { JsonObject } from '../core/manifest';
import type { ChartName } from '../fleet/chart-versions';
import type { Cluster } from '../fleet/fleet';
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
  /** OCI repository that it comes from, without a scheme. */
  readonly repository: string;
  /** Where it goes. */
  readonly namespace: string;
  /** Whether what the chart installed goes with its file: right for what stands beside another of its kind. */
  readonly removable?: boolean;
  /** Whether what a release no longer holds is deleted. @default true */
  readonly prunes?: boolean;
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
  const { release, version, values, repository, namespace, removable = false, prunes = true } = chart;
  new Application(scope, release, {
    metadata: applicationMetadata(cluster, release, removable),
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
      syncPolicy: applicationPolicy(prunes),
    },
  });
}

/** Name and guard of an Application that takes something from the mirror. */
export function applicationMetadata(
  cluster: Cluster,
  release: string,
  removable = false,
): NonNullable<ApplicationProps['metadata']> {
  return {
    name: `chart-${release}`,
    namespace: ARGOCD_NAMESPACE,
    labels: baselineLabels(cluster),
    ...(removable ? { finalizers: [CASCADE] } : { annotations: GUARD }),
  };
}

/** How it is synced. */
export function applicationPolicy(prunes = true): NonNullable<ApplicationProps['spec']['syncPolicy']> {
  return {
    automated: { prune: prunes, selfHeal: true },
    syncOptions: [...SYNC_OPTIONS],
    retry: RETRY,
  };
}

/** A chart of somebody else: it and its images lie under one path of the mirror, charts below `charts` there. */
export function vendorChart({ cluster }: ComponentContext, name: ChartName, path: string): VendorChart {
  const images = `${cluster.mirror}/${path}`;
  return { images, chart: { chart: name, version: cluster.charts[name], repository: `${images}/charts` } };
}

/** A chart of somebody else, and where the images lie that its values name. */
export interface VendorChart {
  /** Registry and path, without a slash at the end. */
  readonly images: string;
  readonly chart: Pick<Chart, 'chart' | 'version' | 'repository'>;
}

/** A chart of Istio, out of the repository of the cluster's own mirror. */
export function istioChart({ cluster }: ComponentContext): Pick<Chart, 'repository' | 'namespace'> {
  return { repository: cluster.istio.charts, namespace: ISTIO_NAMESPACE };
}

/** The name that a release of Istio has as a revision: 1.31.1 is 1-31-1. */
export function revisionOf(version: string): string {
  return version.replaceAll('.', '-');
}
