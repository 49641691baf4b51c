import { defineMessage, type Position } from '../../core/diagnostic';
import { textOf, valueAt } from '../../core/json';
import { ADD_ONS, appRelease, ISTIO_ADD_ON, rangeOf, type AddOn } from '../../fleet/add-ons';
import type { ChartName } from '../../fleet/chart-versions';
import type { Cluster, Fleet } from '../../fleet/fleet';
import { minorsBetween } from '../../fleet/minor-release';
import type { LintRule } from '../lint';
import type { LintIndex } from '../lint-index';

const message = defineMessage<{
  at: Position;
  cluster: string;
  addOn: string;
  kubernetes: string;
  range: string;
}>('lint/add-on-kubernetes', {
  reason:
    'Its publisher does not support it there: what it calls may be gone, and nobody will mend what breaks.',
  text: ({ at, cluster, addOn, kubernetes, range }) => ({
    at,
    message: `${cluster} is to run ${addOn} on Kubernetes ${kubernetes}, and it supports ${range}`,
    remedy: 'Upgrade the add-on before Kubernetes, in the file of the ring under versions/.',
  }),
});

/** Every add-on that a cluster installs supports the Kubernetes that it runs, and the one that it is to be upgraded to. */
export const addOnsFitKubernetes: LintRule = {
  message,
  check(index, report) {
    const { fleet } = index.plan;
    for (const cluster of fleet.clusters) {
      const wanted = fleet.versions.get(cluster.ring.name)?.kubernetes ?? cluster.kubernetes;
      for (const installed of addOnsOf(cluster, index)) {
        const range = rangeOf(installed.addOn, installed.release);
        if (range === undefined || range.tested === true) continue;
        for (const kubernetes of new Set([cluster.kubernetes, wanted])) {
          if (isWithin(kubernetes, range)) continue;
          const at = placeOf(cluster, fleet, installed.path);
          const addOn = `${installed.name} ${installed.release}`;
          report(message({ at, cluster: cluster.id, addOn, kubernetes, range: textOfRange(range) }));
        }
      }
    }
  },
};

type Range = NonNullable<ReturnType<typeof rangeOf>>;

function isWithin(kubernetes: string, { from, to }: Range): boolean {
  return minorsBetween(from, kubernetes) >= 0 && (to === undefined || minorsBetween(kubernetes, to) >= 0);
}

function textOfRange({ from, to }: Range): string {
  if (to === undefined) return `${from} and newer`;
  return from === to ? `${from} alone` : `${from} to ${to}`;
}

interface Installed {
  readonly name: string;
  readonly addOn: AddOn;
  readonly release: string;
  /** Where the file of the ring says so. */
  readonly path: readonly string[];
}

/** What is really installed: a chart that a ring pins and a cluster does not take is none of its business. */
function addOnsOf(cluster: Cluster, index: LintIndex): readonly Installed[] {
  const charts = index.ofType('Application.argoproj.io').flatMap((entry): Installed[] => {
    if (entry.cluster !== cluster.id) return [];
    const chart = textOf(valueAt(entry.object, 'spec', 'source', 'chart')) ?? '';
    const version = textOf(valueAt(entry.object, 'spec', 'source', 'targetRevision')) ?? '';
    if (chart === 'istiod')
      return [{ name: 'Istio', addOn: ISTIO_ADD_ON, release: version, path: ['istio'] }];
    if (!isChart(chart)) return [];
    const release = appRelease(chart, version);
    if (release === undefined) return [];
    return [{ name: chart, addOn: ADD_ONS[chart], release, path: ['charts', chart] }];
  });
  return charts;
}

function isChart(name: string): name is ChartName {
  return Object.hasOwn(ADD_ONS, name);
}

function placeOf(cluster: Cluster, fleet: Fleet, path: readonly string[]): Position {
  return fleet.versions.get(cluster.ring.name)?.file?.at(path) ?? cluster.source.at(['ring']);
}
