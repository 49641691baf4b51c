import { registryHost } from '../../fleet/registry-host';
import { MONITORING_NAMESPACE } from '../../plan/names';
import type { Component } from '../component';
import { buildAccess } from './access';
import { buildAlertmanager } from './alertmanager';
import { buildMonitors } from './monitors';
import { buildPeers } from './peers';
import { buildPrometheus } from './server';

/** A whole Prometheus and Alertmanager in every cluster: an agent evaluates no rule, and a region that is cut off would be blind. */
export const prometheus: Component = {
  name: 'prometheus',
  namespace: MONITORING_NAMESPACE,
  build(scope, context) {
    const { fleet, cluster } = context;
    const { path } = cluster.baseline['kube-prometheus'];
    const mirror = `${registryHost(fleet.source.value, fleet.mesh.registry, cluster.region)}/${path}`;
    buildAccess(scope, context);
    buildPrometheus(scope, context, mirror);
    buildAlertmanager(scope, context, mirror);
    buildMonitors(scope, context);
    if (cluster.mesh !== 'none') buildPeers(scope, context);
  },
};
