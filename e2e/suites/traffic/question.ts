import type { ProxyNode } from '../../harness/traffic/discovery-client';

/** A question to one istiod, and what the model says of the answer. */
export interface Question {
  readonly name: string;
  readonly cluster: string;
  readonly node: ProxyNode;
  /** As Envoy calls it. */
  readonly envoyCluster: string;
  readonly predicted: readonly string[];
  readonly predictedCluster: string;
}
