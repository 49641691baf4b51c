import type { Compiled } from '../compile/unit';
import { daysBetween } from '../core/days';
import { textOf, valueAt } from '../core/json';
import {
  ADD_ONS,
  appRelease,
  ISTIO_ADD_ON,
  rangeOf,
  type AddOn,
  type KubernetesRange,
} from '../fleet/add-ons';
import type { ChartName } from '../fleet/chart-versions';
import type { Cluster, Fleet } from '../fleet/fleet';
import { TARGET_VERSIONS, UPGRADE_DAYS } from '../fleet/versions';

/** What a cluster runs of one thing, and how long that is right. */
export interface Version {
  readonly cluster: string;
  readonly ring: string;
  /** `kubernetes`, `argocd`, `istio`, or the name of a chart. */
  readonly what: string;
  readonly version: string;
  /** What the ring is to run, where that is another one. */
  readonly next: string;
  /** The release of what a chart installs, where that has a number of its own. */
  readonly installs: string;
  /** Of Kubernetes, the kind of support that counts; of anything else, the Kubernetes that it is published for. */
  readonly support: string;
  /** First day without support. */
  readonly ends: string;
  readonly daysLeft: string;
  /** Day on which the Kubernetes of the cluster may be upgraded. */
  readonly window: string;
  /** Of Kubernetes, how pressing its upgrade is. */
  readonly risk: Risk;
}

/** Without support now; without it before anybody may upgrade; within two months; not before; or nobody knows. */
type Risk = 'unsupported' | 'late' | 'soon' | 'none' | 'unknown' | '';

const UNKNOWN = 'unknown';

/** What every cluster runs, with the ends of support, and what is left until then where a day is given. */
export function versionsOf(
  fleet: Fleet,
  { units }: Pick<Compiled, 'units'>,
  today: string | undefined,
): readonly Version[] {
  const installed = (cluster: Cluster): readonly Version[] =>
    units
      .filter((unit) => unit.cluster === cluster.id)
      .flatMap(({ objects }) => objects)
      .flatMap((object) => {
        const chart = textOf(valueAt(object, 'spec', 'source', 'chart')) ?? '';
        const version = textOf(valueAt(object, 'spec', 'source', 'targetRevision')) ?? '';
        if (chart === 'istiod') return [addOn(cluster, 'istio', version, version, ISTIO_ADD_ON)];
        return isChart(chart)
          ? [addOn(cluster, chart, version, appRelease(chart, version) ?? UNKNOWN, ADD_ONS[chart])]
          : [];
      });
  return fleet.clusters.flatMap((cluster) => [
    kubernetes(cluster, fleet, today),
    ...(isArgoInstalled(installed(cluster)) ? [] : [argocd(cluster)]),
    ...installed(cluster),
  ]);
}

function kubernetes(cluster: Cluster, { versions }: Fleet, today: string | undefined): Version {
  const { kind, ends = UNKNOWN } = cluster.support;
  const daysLeft = today === undefined || ends === UNKNOWN ? undefined : daysBetween(today, ends);
  const window = cluster.source.value.nextUpgradeWindow ?? '';
  const wanted = versions.get(cluster.ring.name)?.kubernetes ?? cluster.kubernetes;
  return {
    ...row(cluster, 'kubernetes', cluster.kubernetes),
    next: wanted === cluster.kubernetes ? '' : wanted,
    support: kind,
    ends,
    daysLeft: daysLeft === undefined ? '' : String(daysLeft),
    window,
    risk: riskOf(daysLeft, ends, window),
  };
}

function riskOf(daysLeft: number | undefined, ends: string, window: string): Risk {
  if (daysLeft === undefined) return UNKNOWN;
  if (daysLeft <= 0) return 'unsupported';
  if (window !== '' && window >= ends) return 'late';
  return daysLeft <= UPGRADE_DAYS ? 'soon' : 'none';
}

/** Where no chart brings it, a person installs the release that the bootstrap page names. */
function argocd(cluster: Cluster): Version {
  return row(cluster, 'argocd', TARGET_VERSIONS.argocd);
}

function isArgoInstalled(rows: readonly Version[]): boolean {
  return rows.some(({ what }) => what === 'argo-cd');
}

function addOn(cluster: Cluster, what: string, version: string, app: string, published: AddOn): Version {
  const range = rangeOf(published, app);
  return {
    ...row(cluster, what, version),
    installs: app === version ? '' : app,
    support: range === undefined ? UNKNOWN : supportText(range),
  };
}

function supportText({ from, to = 'newest', tested = false }: KubernetesRange): string {
  return `${tested ? 'tested on ' : ''}kubernetes ${from === to ? from : `${from} to ${to}`}`;
}

function row({ id, ring }: Cluster, what: string, version: string): Version {
  return {
    cluster: id,
    ring: ring.name,
    what,
    version,
    next: '',
    installs: '',
    support: '',
    ends: '',
    daysLeft: '',
    window: '',
    risk: '',
  };
}

function isChart(name: string): name is ChartName {
  return Object.hasOwn(ADD_ONS, name);
}
