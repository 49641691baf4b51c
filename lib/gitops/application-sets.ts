import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Lane } from '../core/unit-state';
import type { Cluster, Fleet } from '../fleet/fleet';
import { clusterLabels } from '../plan/labels';
import { ARGOCD_NAMESPACE, MANAGED_BY } from '../plan/names';
import { REMOVED_DIRECTORY, treePath } from './paths';
import { GENERATE_PATHS, GUARD, LANE_LABEL, RETRY, STATE_LABEL, SYNC_OPTIONS } from '../plan/sync';

/** What Argo CD writes here when it takes a refresh annotation off; left out, the root would be OutOfSync after each refresh. */
const NO_TEMPLATE = { metadata: {}, spec: { destination: {}, project: '' } } as const;

/** The rows of Applications, each with an ApplicationSet of its name. */
export const LANES: readonly Lane[] = ['apps', 'baseline'];

/** Seconds between two looks at the unit files; the default of three minutes is long for a freeze. */
const POLL_SECONDS = 60;

/** One ApplicationSet a lane: it makes an Application of every unit file. */
export function buildApplicationSets(scope: Construct, fleet: Fleet, cluster: Cluster): void {
  for (const lane of LANES) buildApplicationSet(scope, fleet, cluster, lane);
}

/**
 * No unit file that is lost deletes anything: Applications are not deleted, and if they were, their objects would stay.
 * The finalizer keeps them also where the ApplicationSet itself is deleted. Written as plain JSON, because the typing of
 * generators asks for fields that only other generators have.
 */
function buildApplicationSet(scope: Construct, fleet: Fleet, cluster: Cluster, lane: Lane): void {
  new ApiObject(scope, `${lane}-set`, {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: {
      name: lane,
      namespace: ARGOCD_NAMESPACE,
      labels: clusterLabels(cluster),
      annotations: GUARD,
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          git: {
            repoURL: fleet.repository.url,
            revision: cluster.ring.ref,
            requeueAfterSeconds: POLL_SECONDS,
            files: [{ path: `${treePath(fleet, cluster, `units/${lane}`)}/*.yaml` }],
            template: NO_TEMPLATE,
          },
        },
      ],
      syncPolicy: { applicationsSync: fleet.applicationsSync, preserveResourcesOnDeletion: true },
      template: template(fleet, cluster, lane),
      templatePatch: templatePatch(treePath(fleet, cluster, REMOVED_DIRECTORY)),
    },
  });
}

function template(fleet: Fleet, cluster: Cluster, lane: Lane): object {
  return {
    metadata: {
      name: '{{ .unit.application }}',
      labels: { ...MANAGED_BY, [LANE_LABEL]: lane, [STATE_LABEL]: '{{ .unit.state }}' },
      annotations: GENERATE_PATHS,
    },
    spec: {
      project: '{{ .unit.project }}',
      source: {
        repoURL: fleet.repository.url,
        targetRevision: cluster.ring.ref,
        path: '{{ .unit.path }}',
        directory: { recurse: true },
      },
      destination: { name: cluster.id, namespace: '{{ .unit.namespace }}' },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: SYNC_OPTIONS, retry: RETRY },
    },
  };
}

/**
 * What a template of text fields cannot say. A state alone is enough, so that one line of a unit file is the switch.
 * An empty folder may prune all that a unit had only where it is removed on purpose.
 */
function templatePatch(removedPath: string): string {
  return `spec:
  {{- if eq .unit.state "removed" }}
  source:
    path: ${removedPath}
  {{- end }}
  {{- with .unit.ignoreDifferences }}
  ignoreDifferences: {{ toJson . }}
  {{- end }}
  syncPolicy:
    automated:
      enabled: {{ ne .unit.state "frozen" }}
      allowEmpty: {{ eq .unit.state "removed" }}
`;
}
