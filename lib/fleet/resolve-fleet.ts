import { CLOUD_NAMESPACES } from '../providers';
import type { FleetInput } from '../config/fleet-schema';
import type { Inputs } from '../config/inputs';
import type { Diagnostic } from '../core/diagnostic';
import { sortedBy } from '../core/text';
import { resolveBackups } from './backup/resolve-backups';
import { checkAccess } from './check-access';
import { checkApps } from './check-apps';
import { checkClusters } from './check-clusters';
import { checkDnsZone, resolveDnsZone } from './dns-zone';
import { checkFleetFile } from './check-fleet-file';
import { checkIssuers } from './check-issuers';
import { checkOverlays } from './check-overlays';
import { checkTelemetry } from './check-telemetry';
import { checkTombstones } from './check-tombstones';
import { checkVersions } from './check-versions';
import type { App, Cluster, Fleet } from './fleet';
import { latencyTable } from './latency';
import { resolveApp } from './resolve-app';
import { facetParser } from './resolve-facets';
import { resolveClusters } from './resolve-clusters';
import { checkPolicy } from './check-policy';
import { resolvePolicies } from './resolve-policies';
import { ringVersions } from './ring-versions';
import { telemetryProfiles } from './telemetry/profiles';

/** Completes the fleet: references resolved, layers folded, defaults filled. Undefined where an error stands in the way. */
export function resolveFleet(inputs: Inputs, report: (diagnostic: Diagnostic) => void): Fleet | undefined {
  let failed = false;
  const count = (diagnostic: Diagnostic): void => {
    failed ||= diagnostic.severity === 'error';
    report(diagnostic);
  };
  const { fleet } = inputs;
  checkFleetFile(inputs, count);
  checkDnsZone(fleet, count);
  const clusters = sortedBy(resolveClusters(inputs, count), (cluster) => cluster.id);
  checkClusters(clusters, fleet, count);
  checkIssuers(clusters, fleet, count);
  checkVersions(inputs, clusters, count);
  const policies = resolvePolicies(inputs, clusters, count);
  const backupOf = resolveBackups(inputs, clusters, count);
  const clustersComplete = clusters.length === inputs.clusters.length;
  const apps = clustersComplete ? resolveApps(inputs, clusters, count) : [];
  if (clustersComplete && apps.length === inputs.apps.length) {
    checkApps(apps, count);
    checkAccess(clusters, apps, count);
    checkOverlays(fleet, clusters, apps, count);
    checkPolicy(inputs, { clusters, apps }, count);
    checkTelemetry(fleet, clusters, apps, count);
  }
  checkTombstones(inputs, count);
  if (failed) return undefined;
  const { value } = fleet;
  return {
    name: value.name,
    repository: value.repository,
    domain: value.domain,
    dnsZone: resolveDnsZone(value),
    entry: value.entry,
    strict: value.strict,
    rings: value.rings,
    versions: ringVersions(inputs),
    mesh: value.mesh,
    applicationsSync: value.argocd.applicationsSync,
    cloudNamespaces: CLOUD_NAMESPACES,
    clusters,
    apps,
    tombstones: inputs.tombstones?.value ?? { apps: [], components: [], namespaces: [], clusters: [] },
    tombstonesFile: inputs.tombstones,
    policy: {
      of: policies,
      exemptions: value.policy.exemptions,
      blockedDigests: value.policy.blockedDigests,
    },
    backupOf,
    telemetryProfiles: telemetryProfiles(inputs),
    objective: {
      survive: value.survive,
      growthFactor: 1 + value.capacity.growth / 100,
      ceiling: value.capacity.utilisationCeiling / 100,
    },
    recovery: recoveryTimes(value),
    latency: latencyTable(value.latency),
    source: fleet,
  };
}

function resolveApps(
  inputs: Inputs,
  clusters: readonly Cluster[],
  report: (diagnostic: Diagnostic) => void,
): readonly App[] {
  const context = { fleet: inputs.fleet, clusters, parse: facetParser(), report };
  const apps = inputs.apps.flatMap((files) => resolveApp(files, context) ?? []);
  return sortedBy(apps, (app) => app.name);
}

function recoveryTimes({ recovery }: FleetInput): Fleet['recovery'] {
  return {
    healthCheckSeconds: recovery.healthCheckInterval,
    failureThreshold: recovery.failureThreshold,
    dnsTtlSeconds: recovery.dnsTtl,
    dnsOverrunSeconds: recovery.dnsOverrun,
    decisionSeconds: recovery.decision,
    edgeChangeSeconds: recovery.edgeChange,
  };
}
