import { listOf, objectOf, shown, textOf, valueAt } from '../../core/json';
import type { Json, JsonObject } from '../../core/manifest';

/** What the mesh itself sets for all hosts; Istio's defaults where it says nothing. */
export interface MeshSettings {
  /** Setting of hosts whose rule has none. @default {} */
  readonly localityLbSetting: JsonObject;
  /** Outlier detection of hosts whose rule has none. It ejects, and orders no localities. */
  readonly outlierDetection?: JsonObject | undefined;
  /** Rules here hold for all namespaces. @default istio-system */
  readonly rootNamespace: string;
  /** Whether a host is served inside the client's own cluster alone. */
  readonly isClusterLocal: (host: string) => boolean;
  /** `PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS` where it is set; else the version decides. */
  readonly sendsUnhealthy?: boolean | undefined;
}

const SWITCH = 'PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS';
const ALWAYS_LOCAL: readonly (readonly [host: string, local: boolean])[] = [
  ['*.kube-system.svc.cluster.local', true],
  ['kubernetes.default.svc.cluster.local', true],
];

/**
 * Reads the values of the chart `istiod`: `meshConfig` and the environment of istiod. Without values it gives Istio's
 * defaults, in which locality is on: so a rule with outlier detection alone orders the localities.
 *
 * Source: istio pkg/config/mesh `DefaultMeshConfig`, pilot/pkg/model/cluster_local.go, features/experimental.go.
 */
export function readMeshSettings(values: Json | undefined): MeshSettings {
  const mesh = objectOf(valueAt(values, 'meshConfig'));
  const outlier = valueAt(mesh, 'defaultTrafficPolicy', 'outlierDetection');
  const environment = { ...objectOf(valueAt(values, 'pilot', 'env')), ...objectOf(valueAt(values, 'env')) };
  const flag = environment[SWITCH];
  return {
    localityLbSetting: objectOf(mesh['localityLbSetting']),
    outlierDetection: outlier === undefined ? undefined : objectOf(outlier),
    rootNamespace: textOf(mesh['rootNamespace']) ?? 'istio-system',
    isClusterLocal: clusterLocal(mesh['serviceSettings']),
    sendsUnhealthy: flag === undefined ? undefined : shown(flag) === 'true',
  };
}

/** A whole name decides before a pattern, a longer pattern before a shorter one. */
function clusterLocal(settings: Json | undefined): (host: string) => boolean {
  const named = listOf(settings).flatMap((item) => {
    const local = valueAt(item, 'settings', 'clusterLocal') === true;
    return listOf(objectOf(item)['hosts']).map((host): [string, boolean] => [shown(host), local]);
  });
  const all = new Map([...ALWAYS_LOCAL, ...named]);
  const patterns = [...all]
    .filter(([pattern]) => pattern.startsWith('*'))
    .sort(([a], [b]) => b.length - a.length);
  return (host) =>
    all.get(host) ?? patterns.find(([pattern]) => host.endsWith(pattern.slice(1)))?.[1] ?? false;
}
