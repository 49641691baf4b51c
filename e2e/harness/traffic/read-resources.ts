import type { Message } from './protobuf';

/** One endpoint as istiod sends it. */
export interface SentEndpoint {
  readonly address: string;
  readonly healthy: boolean;
  readonly weight: number;
}

/** The endpoints of one place at one priority. */
export interface SentLocality {
  readonly region: string;
  readonly zone: string;
  readonly priority: number;
  readonly weight: number;
  readonly endpoints: readonly SentEndpoint[];
}

/** What an Envoy cluster says about the choice among hosts. */
export interface SentCluster {
  readonly name: string;
  /** Absent where nothing is ever ejected. */
  readonly maxEjectionPercent?: number;
  readonly panicThreshold: number;
  readonly weighsLocalities: boolean;
}

const UNHEALTHY = 2;
const DRAINING = 3;

/** Reads a ClusterLoadAssignment. */
export function readAssignment(assignment: Message): readonly SentLocality[] {
  return assignment.all(2).map((group) => ({
    region: group.inner(1).text(1),
    zone: group.inner(1).text(2),
    priority: group.number(5),
    weight: group.inner(3).number(1),
    endpoints: group.all(2).map(readEndpoint),
  }));
}

function readEndpoint(endpoint: Message): SentEndpoint {
  const status = endpoint.number(2);
  return {
    address: endpoint.inner(1).inner(1).inner(1).text(2),
    healthy: status !== UNHEALTHY && status !== DRAINING,
    weight: endpoint.has(4) ? endpoint.inner(4).number(1) : 1,
  };
}

const ENVOY_PANIC_THRESHOLD = 50;
const ENVOY_EJECTION_PERCENT = 10;

/** Reads a Cluster, with Envoy's defaults filled. */
export function readCluster(cluster: Message): SentCluster {
  const common = cluster.inner(27);
  const outlier = cluster.inner(19);
  return {
    name: cluster.text(1),
    ...(cluster.has(19)
      ? { maxEjectionPercent: outlier.has(4) ? outlier.inner(4).number(1) : ENVOY_EJECTION_PERCENT }
      : {}),
    panicThreshold: common.has(1) ? common.inner(1).double(1) : ENVOY_PANIC_THRESHOLD,
    weighsLocalities: common.has(3),
  };
}
