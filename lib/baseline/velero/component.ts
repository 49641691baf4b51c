import type { JsonObject } from '../../core/manifest';
import { backupIn } from '../../plan/backups/backup-sets';
import {
  AGENT_SETTINGS,
  REPOSITORY_SECRET,
  VELERO,
  VELERO_VERSION,
  veleroController,
} from '../../plan/backups/velero';
import { controllerMarks } from '../../plan/controllers';
import { ARGOCD_NAMESPACE, BACKUP_NAMESPACE, CHART_UNITS_PROJECT } from '../../plan/names';
import { buildChartApplication, vendorChart } from '../chart-application';
import type { Component, ComponentContext } from '../component';

/** Velero, and its agent on each node where the content of volumes is copied; what it does is in objects of our own. */
export const velero: Component = {
  name: 'velero',
  namespace: ARGOCD_NAMESPACE,
  project: CHART_UNITS_PROJECT,
  isIn: ({ fleet, cluster }) => backupIn(fleet, cluster, 'velero') !== undefined,
  controller: ({ fleet, cluster }) => veleroController(fleet, cluster),
  build(scope, context) {
    const { chart, images } = vendorChart(context, 'velero', context.cluster.baseline.velero.path);
    buildChartApplication(scope, context, {
      release: VELERO,
      ...chart,
      namespace: BACKUP_NAMESPACE,
      values: values(context, images),
    });
  },
};

const NO_ROOT = {
  runAsNonRoot: true,
  runAsUser: 65_534,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;
const LOCKED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
} as const;

function values({ fleet, cluster }: ComponentContext, images: string): JsonObject {
  const backup = backupIn(fleet, cluster, 'velero');
  const controller = veleroController(fleet, cluster);
  if (backup === undefined || controller === undefined) return {};
  const { serviceAccountAnnotations, podLabels } = controllerMarks(cluster, controller);
  const { plugin } = backup.provider;
  const { volumes } = backup.profile;
  return {
    fullnameOverride: VELERO,
    image: { repository: `${images}/velero/velero`, tag: VELERO_VERSION },
    initContainers: [
      {
        name: plugin.image,
        image: `${images}/velero/${plugin.image}:${plugin.version}`,
        volumeMounts: [{ name: 'plugins', mountPath: '/target' }],
      },
    ],
    // Its definitions come with the chart; a job that brings them would need another image.
    upgradeCRDs: false,
    cleanUpCRDs: false,
    // Places and schedules are objects of our own.
    backupsEnabled: false,
    snapshotsEnabled: false,
    credentials: { useSecret: false },
    serviceAccount: { server: { create: true, name: VELERO, annotations: serviceAccountAnnotations } },
    podLabels,
    configuration: volumes === 'none' ? {} : { features: 'EnableCSI' },
    priorityClassName: 'tier-1',
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
    podSecurityContext: NO_ROOT,
    containerSecurityContext: LOCKED,
    deployNodeAgent: volumes === 'copy',
    ...(volumes === 'copy' ? { ...REPOSITORY, nodeAgent: nodeAgent(podLabels) } : {}),
  };
}

/** It does not start before its password is there: without one it would make the one that everybody knows. */
const REPOSITORY = {
  extraVolumes: [{ name: 'repository', secret: { secretName: REPOSITORY_SECRET } }],
  extraVolumeMounts: [{ name: 'repository', mountPath: '/repository', readOnly: true }],
} as const;

/** It reads the volumes of all pods of its node, as root; a node that it is not on has volumes that are not backed up. */
function nodeAgent(podLabels: Readonly<Record<string, string>>): JsonObject {
  return {
    podLabels,
    extraArgs: [`--node-agent-configmap=${AGENT_SETTINGS}`],
    priorityClassName: 'system-node-critical',
    tolerations: [{ operator: 'Exists' }],
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '1Gi' } },
  };
}
