import { MONITORING_NAMESPACE } from '../../plan/names';
import type { Component } from '../component';
import { buildAccess } from './access';
import { buildAlertmanager } from './alertmanager';
import { buildDiskClass } from './disk-class';
import { buildMonitors } from './monitors';
import { buildPeers } from './peers';
import { buildPrometheus } from './server';

/** A whole Prometheus and Alertmanager in every cluster: an agent evaluates no rule, and a region that is cut off would be blind. */
export const prometheus: Component = {
  name: 'prometheus',
  namespace: MONITORING_NAMESPACE,
  build(scope, context) {
    const { cluster } = context;
    const mirror = `${cluster.mirror}/${cluster.baseline['kube-prometheus'].path}`;
    buildAccess(scope, context);
    buildDiskClass(scope, cluster);
    buildPrometheus(scope, context, mirror);
    buildAlertmanager(scope, context, mirror);
    buildMonitors(scope, context);
    if (cluster.mesh !== 'none') buildPeers(scope, context);
  },
};
