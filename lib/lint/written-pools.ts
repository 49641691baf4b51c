import { listOf, objectOf, shown, textOf, valueAt } from '../core/json';
import type { Json } from '../core/manifest';
import { parseQuantity } from '../core/units';
import type { Cluster, ClusterCapacity } from '../fleet/fleet';
import { machineOf, type Machine } from '../plan/nodes/machine';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

/** What may be started in some zones, as it was compiled. */
export interface WrittenPool {
  readonly entry: LintEntry;
  /** Empty where it says nothing of zones. */
  readonly zones: readonly string[];
  /** Whole machines within its limits; Infinity where it has none. */
  readonly nodes: number;
}

const ZONE = 'topology.kubernetes.io/zone';
const MEBIBYTE = 2 ** 20;

/** What was written for whatever starts the nodes of a cluster; undefined where nothing is. */
export function writtenPools(index: LintIndex, cluster: Cluster): readonly WrittenPool[] | undefined {
  const { autoscaler, capacity, id } = cluster;
  if (capacity === undefined || autoscaler.kind === 'provider') return undefined;
  const here = (type: string): readonly LintEntry[] =>
    index.ofType(type).filter((entry) => entry.cluster === id);
  return autoscaler.kind === 'node-pools'
    ? here('NodePool.karpenter.sh').map((entry) => poolOf(entry, capacity))
    : here('Application.argoproj.io').flatMap((entry) => groupsOf(entry, capacity));
}

function poolOf(entry: LintEntry, capacity: ClusterCapacity): WrittenPool {
  const { object } = entry;
  const asked = listOf(valueAt(object, 'spec', 'template', 'spec', 'requirements')).map(objectOf);
  const zones = asked.filter(({ key, operator }) => key === ZONE && operator === 'In');
  const { cpu, memory } = objectOf(valueAt(object, 'spec', 'limits'));
  return {
    entry,
    zones: zones.flatMap(({ values }) => listOf(values).flatMap((value) => textOf(value) ?? [])),
    nodes: machinesWithin(machineOf(capacity), amount(cpu), amount(memory) / MEBIBYTE),
  };
}

/** The cluster autoscaler is told what all groups may be together; memory in GiB. */
function groupsOf(entry: LintEntry, capacity: ClusterCapacity): readonly WrittenPool[] {
  const source = valueAt(entry.object, 'spec', 'source');
  if (valueAt(source, 'chart') !== 'cluster-autoscaler') return [];
  const told = objectOf(valueAt(source, 'helm', 'valuesObject', 'extraArgs'));
  const nodes = Math.min(
    machinesWithin(machineOf(capacity), most(told['cores-total']), most(told['memory-total']) * 1024),
    most(told['max-nodes-total']),
  );
  return [{ entry, zones: [], nodes }];
}

function machinesWithin({ vcpus, memoryMebibytes }: Machine, cores: number, mebibytes: number): number {
  return Math.floor(Math.min(cores / vcpus, mebibytes / memoryMebibytes));
}

/** The second of two bounds, as 0:400; Infinity where there is none. */
function most(bounds: Json | undefined): number {
  return bounds === undefined ? Infinity : Number(shown(bounds).split(':').at(-1));
}

function amount(quantity: Json | undefined): number {
  const milli = quantity === undefined ? undefined : parseQuantity(shown(quantity))?.milli;
  return milli === undefined ? Infinity : Number(milli) / 1000;
}
