import type { Construct } from 'constructs';
import type { Cluster, Fleet } from '../fleet/fleet';
import type { Controller } from '../plan/controllers';
import type { Plan } from '../plan/plan';

/** What a component is told: the fleet, what was decided, and the cluster that it is described for. */
export interface ComponentContext {
  readonly fleet: Fleet;
  readonly plan: Plan;
  readonly cluster: Cluster;
}

/** Something that clusters of the fleet have before any app; a unit of its own in each. */
export interface Component {
  /** Also the name of its folder, here and in the output. */
  readonly name: string;
  /** Namespace that its objects mostly live in. */
  readonly namespace: string;
  /** Whether it is a part of the mesh, so that a cluster outside has no such thing. */
  readonly ofMesh?: true;
  /** Whether a cluster has it, beside what `ofMesh` says. @default every cluster has it */
  readonly isIn?: (context: ComponentContext) => boolean;
  /** The AppProject of its unit. @default that of the baseline */
  readonly project?: string;
  /** What it asks the cloud for; what that takes there is written down beside that of the apps. */
  readonly controller?: (context: ComponentContext) => Controller | undefined;
  readonly build: (scope: Construct, context: ComponentContext) => void;
}
