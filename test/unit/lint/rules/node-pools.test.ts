import { nodePoolsAreInTheZones } from '../../../../lib/lint/rules/node-pools-are-in-the-zones';
import { nodePoolsHoldThePlan } from '../../../../lib/lint/rules/node-pools-hold-the-plan';
import {
  compileMini,
  edit,
  findingsOf,
  sentencesOf,
  withObjects,
  type CompiledFleet,
} from '../../../support/compiled';
import { miniCluster, MINI_FILES } from '../../../support/mini-fleet';

const US = miniCluster('us', 'us-east-1', 1);
const REQUIREMENTS = ['spec', 'template', 'spec', 'requirements'];

/** The mini fleet with another capacity of the cluster `us`, where `web` may have 4 replicas and `stock` 2 to 4. */
function withCapacity(capacity: string, more = ''): CompiledFleet {
  return compileMini({
    'clusters/us.yaml': `${US.replace('capacity: {cpu: 64, memory: 256Gi', `capacity: {${capacity}`)}${more}`,
  });
}

/** `web` at its maximum of 4 asks for so much that a node holds one of them: two in each of the two zones. */
function large(capacity: string, more = ''): CompiledFleet {
  return compileMini({
    'clusters/us.yaml': `${US.replace('capacity: {cpu: 64, memory: 256Gi', `capacity: {${capacity}`)}${more}`,
    'apps/web/app.yaml': (MINI_FILES['apps/web/app.yaml'] ?? '').replace(
      'runtime: {',
      'runtime: {resources: {cpu: 5, memory: 1Gi}, ',
    ),
  });
}

describe('lint/node-pools-too-small', () => {
  it('is silent where every zone gets the nodes that the plan counts', () => {
    expect(sentencesOf(nodePoolsHoldThePlan, compileMini())).toEqual([]);
    expect(sentencesOf(nodePoolsHoldThePlan, large('cpu: 48, memory: 192Gi'))).toEqual([]);
  });

  it('counts whole nodes in each zone, where the sum of the registry would do', () => {
    // Three nodes of 8 would do, and they are one and a half a zone.
    const [finding, ...more] = findingsOf(nodePoolsHoldThePlan, large('cpu: 24, memory: 96Gi'));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ at: { file: 'clusters/us.yaml' } });
    expect(finding?.message).toBe(
      'at the peak, us needs 2 nodes in each of us-east-1a and us-east-1b, and what was written for it allows 1 there',
    );
    expect(finding?.remedy).toContain('Raise capacity.cpu to 32 and capacity.memory to 128Gi or more');
  });

  it('reads what was compiled, not what was planned', () => {
    const fleet = large('cpu: 48, memory: 192Gi');
    const less = withObjects(fleet, edit('NodePool', 'apps-us-east-1b', ['spec', 'limits', 'cpu'], '8'));
    expect(sentencesOf(nodePoolsHoldThePlan, less)).toEqual([
      expect.stringContaining('us needs 2 nodes in us-east-1b, and what was written for it allows 1 there'),
    ]);
    const one = withObjects(fleet, (object) =>
      object.kind === 'NodePool' && object.metadata.name === 'apps-us-east-1b' ? undefined : object,
    );
    expect(sentencesOf(nodePoolsHoldThePlan, one)).toEqual([expect.stringContaining('allows 0 there')]);
  });

  it('gives a pool for several zones an even part in each: what is lost counts until it is taken away', () => {
    const both = (cpu: string): CompiledFleet =>
      withObjects(large('cpu: 48, memory: 192Gi'), (object, cluster) => {
        if (object.kind !== 'NodePool' || cluster !== 'us') return object;
        if (object.metadata.name !== 'apps-us-east-1a') return undefined;
        const zones = [
          { key: 'topology.kubernetes.io/zone', operator: 'In', values: ['us-east-1a', 'us-east-1b'] },
        ];
        const asked = edit('NodePool', 'apps-us-east-1a', REQUIREMENTS, zones)(object, cluster) ?? object;
        return edit('NodePool', 'apps-us-east-1a', ['spec', 'limits'], { cpu })(asked, cluster);
      });
    expect(sentencesOf(nodePoolsHoldThePlan, both('24'))).toHaveLength(1);
    expect(sentencesOf(nodePoolsHoldThePlan, both('32'))).toEqual([]);
  });

  it('holds the bounds of the cluster autoscaler to the same', () => {
    const groups = 'nodes: managed-node-groups\n';
    expect(sentencesOf(nodePoolsHoldThePlan, large('cpu: 48, memory: 192Gi', groups))).toEqual([]);
    expect(sentencesOf(nodePoolsHoldThePlan, large('cpu: 24, memory: 96Gi', groups))).toHaveLength(1);
  });
});

describe('lint/node-pool-zones', () => {
  it('is silent about the zones of the registry', () => {
    expect(sentencesOf(nodePoolsAreInTheZones, withCapacity('cpu: 64, memory: 256Gi'))).toEqual([]);
  });

  it('names a zone without nodes, and one that no plan knows', () => {
    const moved = withObjects(
      compileMini(),
      edit('NodePool', 'apps-us-east-1b', [...REQUIREMENTS, 3, 'values'], ['us-east-1f']),
    );
    const [foreign, without, ...more] = sentencesOf(nodePoolsAreInTheZones, moved);
    expect(more).toEqual([]);
    expect(foreign).toContain('asks for us-east-1f, which is not among the zones of us');
    expect(without).toContain('leave us-east-1b of us without nodes');
  });
});
