import type { Construct } from 'constructs';
import type { BackupProfile } from '../../fleet/backup/profile';
import {
  KubeClusterRole,
  KubeClusterRoleBinding,
  KubeCronJob,
  KubeRole,
  KubeRoleBinding,
  KubeServiceAccount,
  quantity,
  type Container,
} from '../../kube';
import { backupSets, type BackupSet } from '../../plan/backups/backup-sets';
import { VELERO_VERSION } from '../../plan/backups/velero';
import { BACKUP_NAMESPACE } from '../../plan/names';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** Also the beginning of the namespaces that are restored into. */
const NAME = 'restore-test';
const KUBECTL = 'kubectl:v1.35.4';
const READ = ['get', 'list', 'watch'];
/** What holds data. Nothing that runs is restored: it would do its work a second time. */
const DATA = 'configmaps,persistentvolumeclaims,persistentvolumes';
const FOUR_HOURS = 14_400;

/**
 * Restores the newest backup beside what it was taken of, into namespaces that are thrown away before the next time. That a
 * test did not succeed is told by an alert, from what Velero counts.
 */
export function buildRestoreTest(scope: Construct, context: ComponentContext, profile: BackupProfile): void {
  const { fleet, cluster } = context;
  const sets = backupSets(fleet, cluster);
  buildAccess(scope, context, sets);
  new KubeCronJob(scope, NAME, {
    metadata: { name: NAME, namespace: BACKUP_NAMESPACE, labels: baselineLabels(cluster) },
    spec: {
      schedule: testSchedule(profile.restoreTestDays),
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 3600,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        spec: {
          backoffLimit: 0,
          activeDeadlineSeconds: FOUR_HOURS,
          template: {
            metadata: { labels: { ...baselineLabels(cluster), 'app.kubernetes.io/name': NAME } },
            spec: {
              serviceAccountName: NAME,
              restartPolicy: 'Never',
              securityContext: {
                runAsNonRoot: true,
                runAsUser: 65_534,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              initContainers: [clean(context, sets)],
              containers: sets.map((set) => restore(context, set)),
            },
          },
        },
      },
    },
  });
}

/** At least that often: the days of a month are counted from its first. */
function testSchedule(days: number): string {
  if (days === 1) return '30 3 * * *';
  return days > 28 ? '30 3 1 * *' : `30 3 */${days} * *`;
}

function scratch(namespace: string): string {
  return `${NAME}-${namespace}`;
}

function imagesOf({ cluster }: ComponentContext): string {
  return `${cluster.mirror}/${cluster.baseline.velero.path}`;
}

const LIMITS = {
  resources: {
    requests: { cpu: quantity('10m'), memory: quantity('64Mi') },
    limits: { memory: quantity('128Mi') },
  },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  },
} as const satisfies Partial<Container>;

function clean(context: ComponentContext, sets: readonly BackupSet[]): Container {
  const namespaces = sets.flatMap((set) => set.namespaces.map(scratch));
  return {
    name: 'clean',
    image: `${imagesOf(context)}/${KUBECTL}`,
    args: ['delete', 'namespace', ...namespaces, '--ignore-not-found', '--wait', '--timeout=1h'],
    ...LIMITS,
  };
}

function restore(context: ComponentContext, { name, namespaces }: BackupSet): Container {
  return {
    name,
    image: `${imagesOf(context)}/velero/velero:${VELERO_VERSION}`,
    command: ['/velero'],
    args: [
      'restore',
      'create',
      `--namespace=${BACKUP_NAMESPACE}`,
      `--from-schedule=${name}`,
      `--include-resources=${DATA}`,
      `--namespace-mappings=${namespaces.map((namespace) => `${namespace}:${scratch(namespace)}`).join(',')}`,
      '--restore-volumes=true',
      '--wait',
    ],
    ...LIMITS,
  };
}

/** It makes restores, and deletes the namespaces of the test and no other. */
function buildAccess(scope: Construct, { cluster }: ComponentContext, sets: readonly BackupSet[]): void {
  const labels = baselineLabels(cluster);
  const metadata = { name: NAME, namespace: BACKUP_NAMESPACE, labels };
  const subjects = [{ kind: 'ServiceAccount', name: NAME, namespace: BACKUP_NAMESPACE }];
  const ofCluster = { name: `meridian-${NAME}`, labels };
  const roleRef = (kind: string, name: string): { apiGroup: string; kind: string; name: string } => ({
    apiGroup: 'rbac.authorization.k8s.io',
    kind,
    name,
  });
  new KubeServiceAccount(scope, 'account', { metadata });
  new KubeRole(scope, 'role', {
    metadata,
    rules: [
      { apiGroups: ['velero.io'], resources: ['restores'], verbs: ['create', ...READ] },
      {
        apiGroups: ['velero.io'],
        resources: ['backups', 'backupstoragelocations', 'schedules'],
        verbs: READ,
      },
    ],
  });
  new KubeRoleBinding(scope, 'binding', { metadata, roleRef: roleRef('Role', NAME), subjects });
  new KubeClusterRole(scope, 'cluster-role', {
    metadata: ofCluster,
    rules: [
      {
        apiGroups: [''],
        resources: ['namespaces'],
        resourceNames: sets.flatMap((set) => set.namespaces.map(scratch)),
        verbs: ['delete', ...READ],
      },
    ],
  });
  new KubeClusterRoleBinding(scope, 'cluster-binding', {
    metadata: ofCluster,
    roleRef: roleRef('ClusterRole', ofCluster.name),
    subjects,
  });
}
