import { listOf, objectOf, textOf, valueAt } from '../../core/json';
import type { Json, JsonObject, Manifest } from '../../core/manifest';
import type { IstioVersion } from './istio-version';
import type { MeshSettings } from './mesh-settings';
import { outlierDetection, type OutlierDetection } from './outlier-gate';

/** How localities are chosen for one host; lists are empty where nothing is said. */
export interface LocalityPolicy {
  readonly distribute: readonly {
    readonly from: string;
    /** Shares in percent, by place. */
    readonly to: readonly (readonly [place: string, percent: number])[];
  }[];
  readonly failover: readonly { readonly from: string; readonly to: string }[];
  readonly failoverPriority: readonly string[];
  /** Whether priorities are assigned: something can find hosts dead. */
  readonly failsOver: boolean;
  /** Whether only regions count, and zones are left to Envoy: `zoneAwareLbSetting`. */
  readonly zoneAware: boolean;
}

/** What takes effect for one host, port and subset at one client. */
export interface TrafficPolicy {
  /** Absent where locality is switched off. */
  readonly locality?: LocalityPolicy | undefined;
  /** Whether the localities of one tier share its requests by their weights; else every host counts by its own. */
  readonly weighsLocalities: boolean;
  /** Absent where nothing is ever ejected. */
  readonly outlierDetection?: OutlierDetection | undefined;
  /** Percent of available hosts below which a tier uses all of its hosts; 0 for never. */
  readonly panicThreshold: number;
  readonly sendsUnhealthy: boolean;
  readonly mutualTls: boolean;
}

/** What Kubernetes calls `trafficDistribution` of a Service; absent for anywhere. */
export type TrafficDistribution = 'PreferSameZone' | 'PreferSameNode';

/** What a policy is read from. */
export interface PolicySources {
  /** The rules that the client obeys, the first one deciding. */
  readonly rules: readonly Manifest[];
  readonly port: number;
  readonly subset?: string | undefined;
  readonly trafficDistribution?: TrafficDistribution | undefined;
  readonly mesh: MeshSettings;
  readonly version: IstioVersion;
}

/** Envoy's own threshold, where istiod sets none. */
const ENVOY_PANIC_THRESHOLD = 50;

const SAME_ZONE = [
  'topology.istio.io/network',
  'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone',
] as const;
const PREFERENCES: Readonly<Record<TrafficDistribution, readonly string[]>> = {
  PreferSameZone: SAME_ZONE,
  PreferSameNode: [...SAME_ZONE, 'topology.istio.io/subzone', 'kubernetes.io/hostname'],
};

/**
 * The policy that takes effect. The rule's locality setting replaces the Service's trafficDistribution, and that the mesh's,
 * each of them whole. Priorities need outlier detection in the rule itself: that of the mesh ejects and orders nothing.
 *
 * Source: istio loadbalancer.go `GetEffectiveLbSetting`, cluster_traffic_policy.go `applyOutlierDetection` and
 * `applyLoadBalancer`, endpoint_builder.go `supportsUnhealthyEndpoints`.
 */
export function trafficPolicy(sources: PolicySources): TrafficPolicy {
  const { mesh, version, trafficDistribution } = sources;
  const policy = effectivePolicy(sources);
  const own = blockOf(policy, 'outlierDetection');
  const outlier = own ?? mesh.outlierDetection;
  const detection = outlier && outlierDetection(outlier['maxEjectionPercent'], outlier['minHealthPercent']);
  const ownMinimum = own === undefined ? 0 : Number(own['minHealthPercent'] ?? 0);
  const forced = trafficDistribution !== undefined;
  const auto = mesh.sendsUnhealthy ?? version.sendsUnhealthy;
  const locality = localityPolicy(policy, sources, own !== undefined);
  const mode = blockOf(policy, 'tls')?.['mode'];
  return {
    locality,
    weighsLocalities: weighs(locality, outlier !== undefined),
    outlierDetection: detection,
    panicThreshold: panicThreshold(detection, forced, auto),
    sendsUnhealthy: forced || (auto && ownMinimum === 0),
    mutualTls: mode === undefined || mode === 'ISTIO_MUTUAL',
  };
}

function panicThreshold(detection: OutlierDetection | undefined, forced: boolean, auto: boolean): number {
  if (forced) return 0;
  if (detection !== undefined) return detection.minHealthPercent;
  return auto ? 0 : ENVOY_PANIC_THRESHOLD;
}

function weighs(locality: LocalityPolicy | undefined, detects: boolean): boolean {
  if (locality === undefined || locality.zoneAware) return false;
  const { distribute, failover, failoverPriority, failsOver } = locality;
  return distribute.length > 0 || ((failsOver || detects) && failover.length + failoverPriority.length > 0);
}

/** The labels that a subset asks of pods; undefined for every pod. */
export function subsetLabels(rules: readonly Manifest[], subset: string | undefined): Json | undefined {
  return valueAt(subsetOf(rules, subset), 'labels');
}

/** Subsets of several rules for one host are put together; of one name the first counts. */
function subsetOf(rules: readonly Manifest[], name: string | undefined): Json | undefined {
  if (name === undefined) return undefined;
  const subsets = rules.flatMap(({ spec }) => listOf(objectOf(spec)['subsets']));
  return subsets.find((item) => objectOf(item)['name'] === name);
}

/** A port's policy replaces that of the rule whole; a subset's replaces it block by block. */
function effectivePolicy({ rules, port, subset }: PolicySources): JsonObject {
  const policies = rules.map(({ spec }) => objectOf(spec)['trafficPolicy']);
  const whole = portPolicy(objectOf(policies.find((policy) => policy !== undefined)), port).policy;
  const own = valueAt(subsetOf(rules, subset), 'trafficPolicy');
  if (own === undefined) return whole;
  const { policy, isPort } = portPolicy(objectOf(own), port);
  return isPort ? policy : { ...whole, ...policy };
}

function portPolicy(policy: JsonObject, port: number): { policy: JsonObject; isPort: boolean } {
  const own = listOf(policy['portLevelSettings']).find((item) => valueAt(item, 'port', 'number') === port);
  return own === undefined ? { policy, isPort: false } : { policy: objectOf(own), isPort: true };
}

function blockOf(policy: JsonObject, name: string): JsonObject | undefined {
  return policy[name] === undefined ? undefined : objectOf(policy[name]);
}

function localityPolicy(
  policy: JsonObject,
  sources: PolicySources,
  detects: boolean,
): LocalityPolicy | undefined {
  const { trafficDistribution, mesh } = sources;
  const loadBalancer = objectOf(policy['loadBalancer']);
  const zoneAware = blockOf(loadBalancer, 'zoneAwareLbSetting');
  if (zoneAware !== undefined) return readSetting(zoneAware, true, true);
  const own = blockOf(loadBalancer, 'localityLbSetting');
  if (own !== undefined) return readSetting(own, detects, false);
  if (trafficDistribution !== undefined)
    return readSetting({ failoverPriority: PREFERENCES[trafficDistribution] }, true, false);
  return readSetting(mesh.localityLbSetting, detects, false);
}

function readSetting(
  setting: JsonObject,
  failsOver: boolean,
  zoneAware: boolean,
): LocalityPolicy | undefined {
  if (setting['enabled'] === false) return undefined;
  const { distribute, failover, failoverPriority } = setting;
  return {
    distribute: listOf(distribute).map((item) => {
      const { from, to } = objectOf(item);
      const shares = Object.entries(objectOf(to)).map(([place, percent]): [string, number] => [
        place,
        Number(percent),
      ]);
      return { from: textOf(from) ?? '', to: shares };
    }),
    failover: listOf(failover).map((item) => {
      const { from, to } = objectOf(item);
      return { from: textOf(from) ?? '', to: textOf(to) ?? '' };
    }),
    failoverPriority: listOf(failoverPriority).flatMap((label: Json) => textOf(label) ?? []),
    failsOver,
    zoneAware,
  };
}
