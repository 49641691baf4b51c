import { Gateway, GatewaySpecServersTlsMode } from '../../../imports/networking.istio.io';
import { EAST_WEST_PORT, EAST_WEST_POD_LABELS, ISTIO_NAMESPACE } from '../../plan/names';
import type { Component } from '../component';
import { baselineLabels } from '../labels';

/** Lets other clusters reach the Services of this one: mutual TLS is passed through to the workload that it is meant for. */
export const eastWestGateway: Component = {
  name: 'east-west-gateway',
  namespace: ISTIO_NAMESPACE,
  ofMesh: true,
  build(scope, { cluster }) {
    new Gateway(scope, 'gateway', {
      metadata: {
        name: 'cross-network-gateway',
        namespace: ISTIO_NAMESPACE,
        labels: baselineLabels(cluster),
      },
      spec: {
        selector: { ...EAST_WEST_POD_LABELS },
        servers: [
          {
            port: { number: EAST_WEST_PORT, name: 'tls', protocol: 'TLS' },
            tls: { mode: GatewaySpecServersTlsMode.AUTO_UNDERSCORE_PASSTHROUGH },
            hosts: ['*.local'],
          },
        ],
      },
    });
  },
};
