import { compile } from './compile/compile';
import type { ResourcesRecord } from './compile/resources';
import type { Compiled } from './compile/unit';
import { readInputs } from './config/read-inputs';
import type { Inputs } from './config/inputs';
import type { SourceTree } from './config/source-tree';
import { compareDiagnostics, hasErrors, raiseStrict, type Diagnostic } from './core/diagnostic';
import type { Fleet } from './fleet/fleet';
import { resolveFleet } from './fleet/resolve-fleet';
import { lint } from './lint/lint';
import { lintIndex } from './lint/lint-index';
import { RULES } from './lint/registry';
import { checkMeshChange } from './output/check-mesh-change';
import { checkPermissions } from './output/check-permissions';
import { checkVanished } from './output/check-vanished';
import type { ExistingUnit } from './output/existing-tree';
import { layout } from './output/layout';
import { serialise, type OutputTree } from './output/output-tree';
import { derivePlan } from './plan/derive-plan';
import type { Plan } from './plan/plan';
import { checkProof } from './prove/check-proof';
import { evidenceOf, prove, type Proof } from './prove/prove';
import type { Evidence } from './prove/subject';

/** Everything that synth depends on. */
export interface SynthesisInput {
  readonly tree: SourceTree;
  readonly resources: ResourcesRecord;
  /** Units that the output of the last run holds: none of them may vanish, nor what their projects must still permit. */
  readonly existingUnits: readonly ExistingUnit[];
  /** Whether resources.ts runs twice, to see that it gives the same. */
  readonly twice: boolean;
  /** Today, as 2027-01-31: it makes findings, and never a byte of the output. @default - nothing has expired */
  readonly today?: string;
  /** Called whenever a stage has ended. @default - nobody watches */
  readonly ended?: (stage: Stage) => void;
}

/** A stage of the pure core, in the order in which they run. */
export type Stage = 'inputs' | 'fleet' | 'plan' | 'compile' | 'lint' | 'prove' | 'layout' | 'serialise';

/** What synth found out; a stage that was not reached is absent. */
export interface Synthesis {
  readonly diagnostics: readonly Diagnostic[];
  readonly inputs?: Inputs;
  readonly fleet?: Fleet;
  readonly plan?: Plan;
  readonly compiled?: Compiled;
  /** What was compiled, filed so that it can be asked what a loss does. */
  readonly evidence?: Evidence;
  readonly proof?: Proof;
  /** What to write; present exactly when no diagnostic is an error. */
  readonly output?: OutputTree;
}

/** The pipeline: files → inputs → fleet → plan → manifests → proof → files. A stage runs only if the one before it was clean. */
export function synthesize({
  tree,
  resources,
  existingUnits,
  twice,
  today,
  ended = ignore,
}: SynthesisInput): Synthesis {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const close = (result: Omit<Synthesis, 'diagnostics'>, strict: boolean): Synthesis => ({
    ...result,
    diagnostics: [...raiseStrict(found, strict)].sort(compareDiagnostics),
  });

  const inputs = readInputs(tree, report);
  ended('inputs');
  if (inputs === undefined) return close({}, false);
  const { strict } = inputs.fleet.value;

  const fleet = resolveFleet(inputs, report);
  ended('fleet');
  if (fleet === undefined) return close({ inputs }, strict);

  const plan = derivePlan(fleet, report);
  ended('plan');
  if (plan === undefined) return close({ inputs, fleet }, strict);

  const compiled = compile(plan, { resources, twice, report });
  ended('compile');
  if (hasErrors(found)) return close({ inputs, fleet, plan, compiled }, strict);

  const index = lintIndex({ plan, compiled, resources, today });
  lint(RULES, index, report);
  ended('lint');

  const evidence = evidenceOf(index);
  const proof = prove(evidence);
  checkProof(proof, index, report);
  ended('prove');

  const { files, findings } = layout(compiled);
  found.push(
    ...findings,
    ...checkVanished(existingUnits, knownUnits(compiled, fleet)),
    ...checkMeshChange(existingUnits, knownUnits(compiled, fleet)),
    ...checkPermissions(existingUnits, compiled),
  );
  ended('layout');
  const known = { inputs, fleet, plan, compiled, evidence, proof };
  if (hasErrors(raiseStrict(found, strict))) return close(known, strict);

  const output = serialise(files);
  ended('serialise');
  return close({ ...known, output }, strict);
}

const ignore = (): void => undefined;

function knownUnits(compiled: Compiled, fleet: Fleet): Parameters<typeof checkVanished>[1] {
  return {
    units: compiled.units,
    clusters: fleet.clusters.map((cluster) => cluster.id),
    removedClusters: fleet.tombstones.clusters.map((cluster) => cluster.name),
    outside: fleet.clusters.filter(({ mesh }) => mesh === 'none').map(({ id }) => id),
  };
}
