import fc from 'fast-check';
import { servedPorts, workloadsOf } from '../../../lib/lint/call-graph';
import { lintIndex, type LintIndex } from '../../../lib/lint/lint-index';
import { reachabilityOf } from '../../../lib/lint/reachability-of';
import { declaredCallsAreOpen } from '../../../lib/lint/rules/declared-calls-are-open';
import type { PodWorkload } from '../../../lib/simulate/network';
import { reachability, type Reachability } from '../../../lib/simulate/reachability';
import { compileMini, findingsOf, type CompiledFleet, type Files } from '../../support/compiled';
import { miniApp, miniCluster, miniReleases } from '../../support/mini-fleet';

const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-1'] as const;
const APPS = Array.from({ length: 8 }, (_, n) => `app-${n}`);

/** Regions of each app, and for each app whether it calls each of the others. */
const graph = fc.record({
  regions: fc.array(fc.subarray([...REGIONS], { minLength: 1 }), {
    minLength: APPS.length,
    maxLength: APPS.length,
  }),
  calls: fc.array(fc.boolean(), { minLength: APPS.length ** 2, maxLength: APPS.length ** 2 }),
});

type Graph = { readonly regions: readonly (readonly string[])[]; readonly calls: readonly boolean[] };

function isDeclared({ calls }: Graph, from: number, to: number): boolean {
  return from !== to && calls[from * APPS.length + to] === true;
}

/** Two owners, one of which has all its apps in one namespace. */
function filesOf(graph: Graph): Files {
  const names = (keep: (other: number) => boolean): string =>
    APPS.filter((_, other) => keep(other)).join(', ');
  const files = APPS.flatMap((name, n): [string, string][] => {
    const regions = (graph.regions[n] ?? []).map((region) => `aws:${region}`).join(', ');
    const calls = `{to: [${names((other) => isDeclared(graph, n, other))}], from: [${names((other) => isDeclared(graph, other, n))}]}`;
    const shared = n % 2 === 0 ? '\nnamespace: even' : '';
    const more = `regions: [${regions}]\ntraffic: {exposure: internal}\ncalls: ${calls}${shared}`;
    return [
      [`apps/${name}/app.yaml`, miniApp(name, n % 2 === 0 ? 'even-team' : 'odd-team', more)],
      [`apps/${name}/releases.yaml`, miniReleases(`any/${name}`)],
    ];
  });
  const none = ['web', 'stock'].flatMap(
    (name) =>
      [
        [`apps/${name}/app.yaml`, undefined],
        [`apps/${name}/releases.yaml`, undefined],
      ] as const,
  );
  return {
    'clusters/ap.yaml': miniCluster('ap', 'ap-southeast-1', 3),
    ...Object.fromEntries([...files, ...none]),
  };
}

/** Ways that no contract declares, and that may be open all the same. */
function openUndeclared(
  graph: Graph,
  index: LintIndex,
  network: Reachability,
): { asked: number; open: readonly string[] } {
  const workloads = new Map(index.plan.apps.map((plan) => [plan.app.name, workloadsOf(plan, index)]));
  const pairs = index.plan.apps.flatMap((callee, to) =>
    APPS.flatMap((caller, from) =>
      from === to || isDeclared(graph, from, to) ? [] : [{ caller: workloads.get(caller) ?? [], callee }],
    ),
  );
  const ways = pairs.flatMap(({ caller, callee }) =>
    (workloads.get(callee.app.name) ?? []).flatMap((target) =>
      caller.flatMap((source) =>
        servedPorts(callee, target, index).map((number) => ({ source, target, number })),
      ),
    ),
  );
  const name = ({ name: pod, cluster }: PodWorkload): string => `${pod} in ${cluster}`;
  const open = ways.filter(
    ({ source, target, number }) => network.canReach(source, target, { number, protocol: 'TCP' }).open,
  );
  return { asked: ways.length, open: open.map(({ source, target }) => `${name(source)} to ${name(target)}`) };
}

function networkInDoubt(fleet: CompiledFleet): { index: LintIndex; network: Reachability } {
  const index = lintIndex(fleet);
  return { index, network: reachabilityOf(index, 'open') };
}

describe('calls of any graph', () => {
  test('the declared ones are open, and every other one is shut, whatever the network plug-in makes of addresses', () => {
    const asked: number[] = [];
    fc.assert(
      fc.property(graph, (one) => {
        const fleet = compileMini(filesOf(one));
        expect(findingsOf(declaredCallsAreOpen, fleet).map(({ message }) => message)).toEqual([]);
        const { index, network } = networkInDoubt(fleet);
        const result = openUndeclared(one, index, network);
        asked.push(result.asked);
        expect(result.open).toEqual([]);
      }),
      { numRuns: 8 },
    );
    expect(asked.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(100);
  });

  test('without the policies of the apps most ways would be open', () => {
    const one: Graph = { regions: APPS.map(() => REGIONS), calls: [] };
    const fleet = compileMini(filesOf(one));
    const { index } = networkInDoubt(fleet);
    const bare = reachability({
      clusters: fleet.plan.fleet.clusters,
      objects: [],
      eastWest: { namespace: 'istio-system', labels: {}, port: 15443 },
      rootNamespace: 'istio-system',
      trustDomain: 'cluster.local',
    });
    const { asked, open } = openUndeclared(one, index, bare);
    expect(open).toHaveLength(asked);
    expect(asked).toBe(8 * 7 * 9);
  });
});
