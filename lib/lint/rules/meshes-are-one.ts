import { defineRule, type Find } from '../define-rule';
import { chartText, chartsNamed, type MeshChart } from '../mesh-chart';

type Read = (chart: MeshChart) => string;

interface Setting {
  readonly path: string;
  readonly read: Read;
}

const setting = (path: string, standard = ''): Setting => ({
  path,
  read: (chart) => chartText(chart, ...path.split('.')) ?? standard,
});

/** What all control planes of the mesh have in common. */
const SHARED = [setting('global.meshID'), setting('meshConfig.trustDomain', 'cluster.local')];
/** What no two clusters have in common. */
const OWN = [setting('global.multiCluster.clusterName'), setting('global.network')];

/** The control planes of all clusters make one mesh, in which each cluster has a name and a network of its own. */
export const meshesAreOne = defineRule({
  name: 'mesh-differs',
  reason:
    'Of another mesh or trust domain no identity is believed, and of two clusters of one name or network the endpoints of one are taken for those of the other.',
  check(index, find) {
    const charts = chartsNamed(index, 'istiod');
    for (const shared of SHARED) checkShared(charts, shared, find);
    for (const own of OWN) checkOwn(charts, own, find);
  },
});

function checkShared(charts: readonly MeshChart[], { path, read }: Setting, find: Find): void {
  const [first] = charts;
  for (const chart of charts) {
    if (first === undefined || read(chart) === read(first)) continue;
    find(
      chart.entry,
      `${chart.field}.${path}`,
      `is "${read(chart)}", and in ${first.entry.cluster} it is "${read(first)}"`,
      'Give it the same value in every cluster.',
    );
  }
}

function checkOwn(charts: readonly MeshChart[], { path, read }: Setting, find: Find): void {
  const owners = new Map<string, MeshChart>();
  const values = new Map<string, string>();
  for (const chart of charts) {
    const value = read(chart);
    const { cluster } = chart.entry;
    const owner = owners.get(value);
    const before = values.get(cluster) ?? value;
    if (owner === undefined) owners.set(value, chart);
    values.set(cluster, before);
    const say = (problem: string, remedy: string): void =>
      find(chart.entry, `${chart.field}.${path}`, problem, remedy);
    if (value === '') say('is missing', 'Name the cluster, and its network.');
    else if (owner !== undefined && owner.entry.cluster !== cluster)
      say(`is "${value}", as in ${owner.entry.cluster}`, 'Give each cluster a value of its own.');
    else if (before !== value)
      say(`is "${value}", and "${before}" for another release`, 'Give all releases of a cluster one value.');
  }
}
