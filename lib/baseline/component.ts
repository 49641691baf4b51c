import type { Construct } from 'constructs';
import type { Cluster, Fleet } from '../fleet/fleet';
import type { Plan } from '../plan/plan';

/** What a component is told: the fleet, what was decided, and the cluster that it is described for. */
export interface ComponentContext {
  readonly fleet: Fleet;
  readonly plan: Plan;
  readonly cluster: Cluster;
}

/** Something that every cluster of the fleet has; a unit of its own in each. */
export interface Component {
  /** Also the name of its folder, here and in the output. */
  readonly name: string;
  /** Namespace that its objects mostly live in. */
  readonly namespace: string;
  /** Whether it is a part of the mesh, so that a cluster outside has no such thing. */
  readonly ofMesh?: true;
  /** The AppProject of its unit. @default that of the baseline */
  readonly project?: string;
  readonly build: (scope: Construct, context: ComponentContext) => void;
}
