/*
 * What apps/<app>/resources.ts imports as 'meridian'. Kinds of different groups share names, hence one name a group.
 */
export * as kube from './kube';
export * as gateway from '../imports/gateway.networking.k8s.io';
export * as istio from '../imports/networking.istio.io';
export * as istioSecurity from '../imports/security.istio.io';
export * as istioTelemetry from '../imports/telemetry.istio.io';
export { intOrString, quantity } from './kube';
export type { ResourcesFunction, ResourcesProps } from './compile/resources';
