import type { Construct } from 'constructs';
import { Sidecar } from '../../imports/networking.istio.io';
import { sortedUnique } from '../core/text';
import { appLabels, selectorLabels } from '../plan/labels';
import { hostOf, ISTIO_NAMESPACE } from '../plan/names';
import { isCallable, type Placement } from '../plan/placement';
import { traceHosts } from '../plan/traces';
import { regionalDependencies } from './external-hosts';

/**
 * What the proxies of an app learn: the hosts that it declares to call, and those of the mesh itself. Without this every
 * proxy is sent every host of the fleet, and sent it again whenever a pod anywhere comes or goes. It is no wall: what is
 * not learned is passed through as plain TCP, and ends at the policies of the other side.
 */
export function buildSidecar(scope: Construct, placement: Placement): void {
  const { kind, app, appPlan, cluster } = placement;
  if (kind !== 'placed') return;
  const callees = appPlan.callees.filter(isCallable).map((callee) => `${callee.namespace}/${hostOf(callee)}`);
  const outside = regionalDependencies(placement).map(({ host }) => `./${host}`);
  new Sidecar(scope, 'sidecar', {
    metadata: { name: app.name, namespace: app.namespace, labels: appLabels(app, cluster) },
    spec: {
      workloadSelector: { labels: selectorLabels(app) },
      egress: [
        {
          hosts: [
            ...sortedUnique(callees),
            ...sortedUnique(outside),
            ...traceHosts(cluster),
            `${ISTIO_NAMESPACE}/*`,
          ],
        },
      ],
    },
  });
}
