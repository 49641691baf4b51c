import { daysBetween } from '../../core/days';
import { defineMessage, type Position } from '../../core/diagnostic';
import type { Cluster } from '../../fleet/fleet';
import { UPGRADE_DAYS } from '../../fleet/versions';
import type { LintRule } from '../lint';

const message = defineMessage<{ at: Position; cluster: string; what: string; when: string }>(
  'lint/kubernetes-support',
  {
    severity: 'warning',
    reason:
      'Without support there are no fixes for holes, or they cost extra; some services upgrade the cluster by themselves, at an hour of their own.',
    text: ({ at, cluster, what, when }) => ({
      at,
      message: `${what}, which ${cluster} runs, ${when}`,
      remedy: 'Plan the upgrade, and say the day with "nextUpgradeWindow".',
    }),
  },
);

/** No cluster runs a Kubernetes without support, or comes close to that without a day on which it will be upgraded. */
export const kubernetesIsSupported: LintRule = {
  message,
  check({ plan: { fleet }, today }, report) {
    if (today === undefined) return;
    for (const cluster of fleet.clusters) {
      const { support, kubernetes, service } = cluster;
      if (support.ends === undefined || isPlanned(cluster, today)) continue;
      const left = daysBetween(today, support.ends);
      if (left > UPGRADE_DAYS) continue;
      const when =
        left > 0
          ? `is without ${support.kind} support from ${support.ends} on, in ${left} days`
          : `is without ${support.kind} support since ${support.ends}`;
      const what = `Kubernetes ${kubernetes} on ${service.toUpperCase()}`;
      report(message({ at: placeOf(cluster), cluster: cluster.id, what, when }));
    }
  },
};

/** A window that comes after the end of support is an error of its own. */
function isPlanned({ source }: Cluster, today: string): boolean {
  const window = source.value.nextUpgradeWindow;
  return window !== undefined && window >= today;
}

function placeOf({ source }: Cluster): Position {
  const field = source.value.kubernetesVersion === undefined ? 'clusterId' : 'kubernetesVersion';
  return source.at([field]);
}
