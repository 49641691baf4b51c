import type { KubeObject } from '../../harness/kube-client';
import { make, type Row } from './refused-object';

function destinationRule(trafficPolicy: unknown): KubeObject {
  return make('networking.istio.io/v1', 'DestinationRule', {
    spec: { host: 'x.y.svc.cluster.local', trafficPolicy },
  });
}

function virtualService(route: object): KubeObject {
  const http = [{ route: [{ destination: { host: 'x' } }], ...route }];
  return make('networking.istio.io/v1', 'VirtualService', { spec: { hosts: ['x'], http } });
}

/** What is wrong in objects of Istio. */
export const ISTIO_ROWS: readonly Row[] = [
  [
    'outlier detection misspelt',
    'unknown field',
    /\.consecutive5xxError: field not declared in schema/,
    destinationRule({ outlierDetection: { consecutive5xxError: 3 } }),
  ],
  [
    'failover misspelt',
    'unknown field',
    /\.failovers: field not declared in schema/,
    destinationRule({ loadBalancer: { localityLbSetting: { failovers: [] } } }),
  ],
  [
    'load balancer of an unknown kind',
    'enum',
    /Unsupported value: "NEAREST"/,
    destinationRule({ loadBalancer: { simple: 'NEAREST' } }),
  ],
  [
    'locality switch as text',
    'type',
    /expected boolean/,
    destinationRule({ loadBalancer: { localityLbSetting: { enabled: 'yes' } } }),
  ],
  [
    'ejection share as text',
    'type',
    /expected numeric/,
    destinationRule({ outlierDetection: { maxEjectionPercent: '100%' } }),
  ],
  [
    'ejection time without a unit',
    'rule',
    /baseEjectionTime/,
    destinationRule({ outlierDetection: { baseEjectionTime: '30' } }),
  ],
  [
    'two ways to balance at once',
    'rule',
    /Invalid value|must validate one and only one|oneOf/,
    destinationRule({ loadBalancer: { simple: 'RANDOM', consistentHash: { useSourceIp: true } } }),
  ],
  [
    'rule without a host',
    'required',
    /host: Required value/,
    make('networking.istio.io/v1', 'DestinationRule', { spec: {} }),
  ],
  [
    'retries misspelt',
    'unknown field',
    /\.attempt: field not declared in schema/,
    virtualService({ retries: { attempt: 2 } }),
  ],
  ['timeout without a unit', 'rule', /timeout/, virtualService({ timeout: '10' })],
  [
    'mutual TLS of an unknown mode',
    'enum',
    /Unsupported value: "FORCED"/,
    make('security.istio.io/v1', 'PeerAuthentication', { spec: { mtls: { mode: 'FORCED' } } }),
  ],
  [
    'policy with an unknown action',
    'enum',
    /Unsupported value: "PERMIT"/,
    make('security.istio.io/v1', 'AuthorizationPolicy', { spec: { action: 'PERMIT' } }),
  ],
  [
    'policy source misspelt',
    'unknown field',
    /\.principal: field not declared in schema/,
    make('security.istio.io/v1', 'AuthorizationPolicy', {
      spec: { rules: [{ from: [{ source: { principal: ['x'] } }] }] },
    }),
  ],
  [
    'telemetry misspelt',
    'unknown field',
    /\.accessLog: field not declared in schema/,
    make('telemetry.istio.io/v1', 'Telemetry', { spec: { accessLog: [] } }),
  ],
  [
    'gateway server without hosts',
    'required',
    /hosts: Required value/,
    make('networking.istio.io/v1', 'Gateway', {
      spec: { servers: [{ port: { number: 1, name: 'x', protocol: 'TLS' } }] },
    }),
  ],
];
