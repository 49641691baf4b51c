import type { Diagnostic } from '../../lib/core/diagnostic';
import { lintIndex } from '../../lib/lint/lint-index';
import { checkProof } from '../../lib/prove/check-proof';
import { evidenceOf, prove, type Proof } from '../../lib/prove/prove';
import type { CompiledFleet } from './compiled';

/** What is proven of a compiled fleet, and what is said about it. */
export interface ProvenFleet {
  readonly proof: Proof;
  /** `<code> <message>`. */
  readonly findings: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Proves what was compiled; `resources` names the apps that have a resources.ts. */
export function proveCompiled(
  fleet: CompiledFleet,
  resources: Readonly<Record<string, unknown>> = {},
): ProvenFleet {
  const index = lintIndex({ ...fleet, resources });
  const proof = prove(evidenceOf(index));
  const diagnostics: Diagnostic[] = [];
  checkProof(proof, index, (diagnostic) => void diagnostics.push(diagnostic));
  return { proof, findings: diagnostics.map(({ code, message }) => `${code} ${message}`), diagnostics };
}

/** The lines of a loss, as `<app> <verdict>`. */
export function verdictsOf({ blocks }: Proof, loss: string): readonly string[] {
  const block = blocks.find(({ name }) => name === loss);
  if (block === undefined) throw new Error(`${loss} is none of ${blocks.map(({ name }) => name).join(', ')}`);
  return block.lines.map(({ app, verdict }) => `${app} ${verdict}`);
}
