/** The layers that policies of a platform stand in; an admission policy is in one of them. */
export const POLICY_LAYERS = [
  'cluster admission',
  'namespace',
  'runtime security',
  'network',
  'cloud IAM',
  'registry',
  'infrastructure',
  'GitOps',
] as const;

/** One of them. */
export type PolicyLayer = (typeof POLICY_LAYERS)[number];

/**
 * What a rule is asked about.
 * - `pods`: pods, and everything that makes them;
 * - `workloads`: what makes pods, so that a sync fails with the message, and a pod started by hand in an emergency does not;
 * - `services`, `namespaces`: these.
 */
export type PolicyTarget = 'pods' | 'workloads' | 'services' | 'namespaces';

/** What must be true of an object, and what is said where it is not. CEL, as Kubernetes reads it. */
export interface PolicyValidation {
  readonly expression: string;
  /** A text in CEL, which may name the containers that are wrong. */
  readonly message: string;
}

/** One rule: the only place in which it is written, for the API servers and for synth alike. */
export interface PolicyRule {
  /** Also its file's name, and what profiles and exemptions call it. */
  readonly name: string;
  readonly layer: PolicyLayer;
  readonly target: PolicyTarget;
  /** Why it matters: one sentence. */
  readonly reason: string;
  /** What to do where it refuses: one sentence. */
  readonly remedy: string;
  /** When it is asked at all, beside what holds for every rule of its target. @default always */
  readonly onlyIf?: { readonly name: string; readonly expression: string };
  /** What validations may call `variables.<name>`, beside what every rule of its target has. */
  readonly variables?: readonly PolicyVariable[];
  readonly validations: readonly PolicyValidation[];
  /** A switch for emergencies: refuses in every ring, and nobody is exempt. */
  readonly isSwitch?: true;
}

/** A name for an expression. */
export interface PolicyVariable {
  readonly name: string;
  readonly expression: string;
}
