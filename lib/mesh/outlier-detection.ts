import type { DestinationRuleSpecTrafficPolicyOutlierDetection as OutlierDetection } from '../../imports/networking.istio.io';
import type { Criticality } from '../fleet/fleet';
import { MESH_FIGURES } from '../plan/mesh-figures';

/** Errors in a row after which a host is left alone: five is enough not to be fooled by one bad request. */
const CONSECUTIVE_ERRORS: Readonly<Record<Criticality, number>> = { 'tier-1': 5, 'tier-2': 7, 'tier-3': 10 };

/**
 * When a host is left alone. Where another region may take over, every host of this one may be ejected: Envoy counts all hosts of all regions, and
 * with less than 100 % the last of a dead region would keep its traffic. Elsewhere half of them must stay.
 * minHealthPercent 0 keeps panic mode off, which would send traffic to dead hosts.
 */
export function outlierDetection(criticality: Criticality, drains: boolean): OutlierDetection {
  return {
    consecutive5XxErrors: CONSECUTIVE_ERRORS[criticality],
    consecutiveGatewayErrors: MESH_FIGURES.consecutiveGatewayErrors,
    interval: '10s',
    baseEjectionTime: '30s',
    maxEjectionPercent: drains ? 100 : 50,
    minHealthPercent: 0,
  };
}
