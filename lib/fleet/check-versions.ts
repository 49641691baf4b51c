import type { Inputs } from '../config/inputs';
import type { Diagnostic } from '../core/diagnostic';
import { checkRingFiles } from './check-ring-files';
import { checkRingOrder } from './check-ring-order';
import type { Cluster } from './fleet';
import { minorAfter, minorsBetween } from './minor-release';
import { ringVersions, type RingVersions } from './ring-versions';
import { missingFact } from './messages';
import { supportEndsFirst, kubernetesDrift, kubernetesStep, supportUnknown } from './version-messages';

type Report = (diagnostic: Diagnostic) => void;

/** Checks what rings and clusters run: that it is known, that each step can be taken, and that it is supported until then. */
export function checkVersions(inputs: Inputs, clusters: readonly Cluster[], report: Report): void {
  const versions = ringVersions(inputs);
  checkRingFiles(inputs, report);
  checkRingOrder(inputs, clusters, versions, report);
  for (const cluster of clusters) {
    const ring = versions.get(cluster.ring.name);
    if (ring !== undefined) checkAgainstRing(cluster, ring, report);
    checkWindow(cluster, report);
  }
}

function checkAgainstRing(cluster: Cluster, ring: RingVersions, report: Report): void {
  const { id, kubernetes: from, source } = cluster;
  const to = ring.kubernetes;
  if (from === to) return;
  const at = source.at(['kubernetesVersion']);
  const other = ring.file?.at(['kubernetes']);
  const next = minorsBetween(from, to) > 0 ? minorAfter(from) : undefined;
  if (next !== to) report(kubernetesStep({ at, cluster: id, from, to, next, other }));
  else if (source.value.nextUpgradeWindow === undefined)
    report(kubernetesDrift({ at, cluster: id, version: from, ring: cluster.ring.name, wanted: to, other }));
}

/** Until its window a cluster runs what it has. */
function checkWindow({ id, kubernetes, support, service, source }: Cluster, report: Report): void {
  const window = source.value.nextUpgradeWindow;
  const { kind, ends } = support;
  if (window === undefined && isUpgradedByHand(source.value)) report(windowMissing(source));
  if (ends === undefined && source.value.environment === 'prod') {
    const at = source.at([source.value.kubernetesVersion === undefined ? 'service' : 'kubernetesVersion']);
    report(supportUnknown({ at, cluster: id, version: kubernetes, service: service.toUpperCase(), kind }));
  }
  // Days are written so that their order is that of their texts.
  if (window === undefined || ends === undefined || window < ends) return;
  const at = source.at(['nextUpgradeWindow']);
  report(
    supportEndsFirst({
      at,
      cluster: id,
      version: kubernetes,
      service: service.toUpperCase(),
      kind,
      ends,
      window,
    }),
  );
}

/** Channels of a service start the upgrades of their clusters themselves. */
function isUpgradedByHand({ environment, upgradeChannel }: Cluster['source']['value']): boolean {
  return environment === 'prod' && upgradeChannel.startsWith('manual-');
}

function windowMissing(source: Cluster['source']): Diagnostic {
  return missingFact({
    at: source.at(['clusterId']),
    subject: source.value.clusterId,
    field: 'nextUpgradeWindow',
    effect: 'Whether its Kubernetes is supported until somebody upgrades it cannot be checked.',
    remedy: 'Add "nextUpgradeWindow" with the day of the next upgrade, such as 2027-03-16.',
  });
}
