import type { Cluster } from '../../fleet/fleet';
import type { AppPlan } from '../../plan/plan';
import type { Outside, PodWorkload } from '../../simulate/network';
import type { Reachability } from '../../simulate/reachability';
import { makerOf, podWorkload, servedPorts, workloadsOf } from '../call-graph';
import { defineRule, type Find } from '../define-rule';
import type { LintIndex } from '../lint-index';
import { reachabilityOf } from '../reachability-of';

/** An address that is reserved for documentation, and a port that nothing declares: open only where everything is. */
const ANYWHERE: Outside = {
  name: 'any address',
  addresses: [{ first: 0xcb007101, last: 0xcb007101 }],
};
const UNDECLARED_PORT = 65_000;

/**
 * What a resources.ts adds opens nothing that the contracts leave shut. Looked at only where there is one: what Meridian
 * itself writes opens declared calls alone.
 */
export const undeclaredCallsAreShut = defineRule({
  name: 'undeclared-call-open',
  reason:
    'Who may call whom is read from the contracts. A way that stands in none of them is one that nobody reviews.',
  check(index, find) {
    const touched = touchedNamespaces(index);
    const apps = index.plan.apps.filter(({ app }) => touched.has(app.namespace));
    if (apps.length === 0) return;
    const network = reachabilityOf(index, 'open');
    const everybody = new Map(index.plan.apps.map((plan) => [plan.app.name, workloadsOf(plan, index)]));
    for (const plan of apps) {
      checkIncoming(plan, everybody, index, network, find);
      checkOutgoing(plan, index, network, find);
    }
  },
});

/** A policy holds for the whole namespace, so that the neighbours of such an app are looked at too. */
function touchedNamespaces({ plan, resources = {} }: LintIndex): ReadonlySet<string> {
  const apps = plan.apps.filter(({ app }) => Object.hasOwn(resources, app.name));
  return new Set(apps.map(({ app }) => app.namespace));
}

function checkIncoming(
  callee: AppPlan,
  everybody: ReadonlyMap<string, readonly PodWorkload[]>,
  index: LintIndex,
  network: Reachability,
  find: Find,
): void {
  const declared = new Set([callee.app.name, ...callee.callers.map(({ name }) => name)]);
  const others = [...everybody].filter(([name]) => !declared.has(name)).flatMap(([, pods]) => pods);
  const elsewhere = [...index.clusters.values()]
    .filter(({ networks }) => networks !== undefined)
    .map(farStranger);
  for (const target of everybody.get(callee.app.name) ?? []) {
    const entry = makerOf(target, index);
    const sources = [
      ...others.filter(({ cluster }) => cluster === target.cluster),
      stranger(target.cluster),
      ...elsewhere.filter(({ cluster }) => cluster !== target.cluster),
    ];
    const open = servedPorts(callee, target, index).flatMap((number) => {
      const source = sources.find((one) => network.canReach(one, target, { number, protocol: 'TCP' }).open);
      return source === undefined ? [] : [{ number, source }];
    })[0];
    if (entry === undefined || open === undefined) continue;
    find(
      entry,
      'pods',
      `can be reached on port ${open.number} by ${open.source.name}, which its contract does not let in`,
      'Name the caller under "calls.from", or narrow the policy that resources.ts adds.',
    );
  }
}

function checkOutgoing({ app }: AppPlan, index: LintIndex, network: Reachability, find: Find): void {
  for (const cluster of app.clusters) {
    for (const template of index.podTemplatesIn(cluster.id, app.namespace)) {
      if (template.entry.unit?.name !== app.name) continue;
      const port = { number: UNDECLARED_PORT, protocol: 'TCP' } as const;
      if (!network.canReach(podWorkload(template), ANYWHERE, port).open) continue;
      find(
        template.entry,
        'pods',
        'may connect to any address on any port',
        'Declare what they call under "calls.external", or narrow the policy that resources.ts adds.',
      );
    }
  }
}

/** Policies of the network see the gateway alone, so that all who come from other clusters are like this one to them. */
function farStranger({ id }: Cluster): PodWorkload {
  return { ...stranger(id), name: `a pod of any namespace in ${id}` };
}

/** A pod of nobody: no labels, no rights, in a namespace that no contract knows. */
function stranger(cluster: string): PodWorkload {
  return {
    cluster,
    namespace: 'nobody',
    name: 'a pod of any namespace',
    serviceAccount: 'default',
    labels: {},
    namedPorts: {},
  };
}
