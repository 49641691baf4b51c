import { KubeConfigMap } from '../../kube';
import { PLATFORM_NAMESPACE } from '../../plan/names';
import type { Component } from '../component';
import { baselineLabels } from '../labels';

/** What a person or a tool inside the cluster asks first: which cluster this is, where, and whose; and where which tenant lives. */
export const runtimeInfo: Component = {
  name: 'runtime-info',
  namespace: PLATFORM_NAMESPACE,
  build(scope, { fleet, cluster }) {
    new KubeConfigMap(scope, 'runtime-info', {
      metadata: { name: 'runtime-info', namespace: PLATFORM_NAMESPACE, labels: baselineLabels(cluster) },
      data: {
        fleet: fleet.name,
        cluster: cluster.id,
        provider: cluster.provider,
        service: cluster.service,
        region: cluster.region,
        geography: cluster.geography,
        zones: cluster.zones.join(','),
        environment: cluster.environment,
        ring: cluster.ring.name,
        meshId: fleet.mesh.id,
        meshNetwork: cluster.meshNetwork,
        trustDomain: fleet.mesh.trustDomain,
        domain: fleet.domain,
        purpose: cluster.purpose,
        criticality: cluster.criticality,
        owner: cluster.ownerTeam,
      },
    });
    const { cells } = fleet.source.value;
    if (cells === undefined) return;
    const tenants = Object.entries(cells.tenants).map(
      ([tenant, cell]) => [`tenant.${tenant}`, cell] as const,
    );
    new KubeConfigMap(scope, 'cells', {
      metadata: { name: 'cells', namespace: PLATFORM_NAMESPACE, labels: baselineLabels(cluster) },
      data: { header: cells.header, ...Object.fromEntries(tenants) },
    });
  },
};
