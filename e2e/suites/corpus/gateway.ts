import type { KubeObject } from '../../harness/kube-client';
import { make, type Row } from './refused-object';

function httpRoute(rule: object): KubeObject {
  return make('gateway.networking.k8s.io/v1', 'HTTPRoute', {
    spec: { parentRefs: [{ name: 'x' }], rules: [rule] },
  });
}

function gateway(listener: object): KubeObject {
  const spec = {
    gatewayClassName: 'istio',
    listeners: [{ name: 'x', port: 443, protocol: 'TLS', ...listener }],
  };
  return make('gateway.networking.k8s.io/v1', 'Gateway', { spec });
}

/** What is wrong in objects of the Gateway API. */
export const GATEWAY_ROWS: readonly Row[] = [
  [
    'route with a path that is none',
    'rule',
    /path/,
    httpRoute({ matches: [{ path: { type: 'PathPrefix', value: 'x' } }] }),
  ],
  [
    'route with an unknown match',
    'enum',
    /Unsupported value: "Suffix"/,
    httpRoute({ matches: [{ path: { type: 'Suffix', value: '/' } }] }),
  ],
  [
    'route to a service without a port',
    'rule',
    /port/,
    httpRoute({ backendRefs: [{ name: 'x', kind: 'Service' }] }),
  ],
  [
    'listener beyond the last port',
    'range',
    /should be less than or equal to 65535/,
    gateway({ port: 70_000 }),
  ],
  [
    'listener for HTTP with a certificate',
    'rule',
    /tls must not be specified/,
    gateway({ protocol: 'HTTP', tls: { mode: 'Terminate' } }),
  ],
  [
    'listener misspelt',
    'unknown field',
    /\.hostnames: field not declared in schema/,
    gateway({ hostnames: ['x'] }),
  ],
];
