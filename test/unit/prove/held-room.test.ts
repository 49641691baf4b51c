import type { Manifest } from '../../../lib/core/manifest';
import { capacityFleet } from '../../support/capacity-fleet';
import { compilePlan, withObjects, type CompiledFleet } from '../../support/compiled';
import { proveCompiled } from '../../support/prove-compiled';

/** Nodes take 120 s to start, and there is time for all else. */
const LOAD = 'load: {rpsPerReplica: 50, peakRps: {us-east-1: 1000, eu-west-1: 600, ap-southeast-1: 400}}';
const fleet: CompiledFleet = compilePlan(
  capacityFleet({
    fleet: 'survive: [region]',
    runtime: `${LOAD}\nstart: 40s\nresources: {cpu: 1400m, memory: 1Gi}`,
    app: 'data: {rto: 3m}',
  }).plan,
);

/** How long `shop` is away when North America is lost, step by step. */
function stepsOf(compiled: CompiledFleet): readonly string[] {
  const { blocks } = proveCompiled(compiled).proof;
  const [line] = blocks.find(({ name }) => name === 'region us-east-1')?.lines ?? [];
  return line?.recovery.steps.map(({ name }) => name) ?? [];
}

function isPlaceholders({ kind, metadata }: Manifest): boolean {
  return kind === 'Deployment' && metadata.name === 'spare-room';
}

function withReplicas(object: Manifest, replicas: number): Manifest {
  return { ...object, spec: { ...(object['spec'] as object), replicas } };
}

describe('room that is held ready, in the proof', () => {
  test('spares replicas the start of nodes', () => {
    expect(stepsOf(fleet)).toEqual(['ejection', 'scaling', 'pod start', 'warm-up']);
    expect(proveCompiled(fleet).findings).toEqual([]);
  });

  test.each([
    ['are not written', (): undefined => undefined],
    ['are fewer than planned', (object: Manifest): Manifest => withReplicas(object, 7)],
  ])('counts for nothing where the placeholders %s', (_, change) => {
    const changed = withObjects(fleet, (object, cluster) =>
      cluster === 'eu' && isPlaceholders(object) ? change(object) : object,
    );
    expect(stepsOf(changed)).toContain('node start');
    expect(proveCompiled(changed).findings.join()).toContain('shop');
  });
});
