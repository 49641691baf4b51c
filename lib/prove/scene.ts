import type { Cluster } from '../fleet/fleet';
import type { ClusterShare, Distribution } from '../simulate/traffic/distribution';
import type { Loss as Struck } from '../simulate/traffic/loss';
import type { Callers } from './clients';
import { demandOf } from './demand';
import type { Subject } from './subject';

/** What becomes of the requests of some callers, once all is noticed and ejected. */
export interface Flow {
  readonly callers: Callers;
  /** Requests a second that begin with them, without growth; of an app without a load, a share. */
  readonly rps: number;
  readonly distribution: Distribution;
  /** Clusters that answer, with the percentage of these requests. */
  readonly answered: readonly ClusterShare[];
  /** Ways that policies shut, of those that are taken. */
  readonly shut: readonly { readonly cluster: string; readonly closedAt: string }[];
  /** Percent of these requests that nobody answers. */
  readonly failedPercent: number;
}

/** All requests of an app at once. Loads are requests a second without growth; of an app without a load, shares. */
export interface Scene {
  /** Callers that are lost themselves are missing. */
  readonly flows: readonly Flow[];
  /** What each cluster answers. */
  readonly load: ReadonlyMap<Cluster, number>;
  /** What nobody answers although somebody asks. */
  readonly failing: number;
  /** What nobody asks before that which was lost is back. */
  readonly waiting: number;
}

/**
 * Where all requests of an app go once a loss has settled; with nothing struck, where they go day by day. `daily` is the scene
 * of such a day, which a loss elsewhere leaves as it is.
 */
export function sceneOf(subject: Subject, struck: readonly Struck[], daily?: Scene): Scene {
  const { clusters } = subject.fleet;
  const { gone, touched } = subject.reach(struck);
  if (daily !== undefined && gone.size === 0 && !subject.callers.some(isConcerned(subject, touched)))
    return daily;
  const { at, waiting } = demandOf(subject.context, gone);
  const left = subject.callers.filter(({ cluster }) => !gone.has(cluster));
  const flows = left.flatMap((callers) => {
    const beside = left.filter(({ home }) => home === callers.home).length;
    const rps = (at.get(callers.home) ?? 0) / beside;
    const distribution = settled(subject, callers, struck, touched);
    return distribution === undefined ? [] : [flowOf(subject, callers, rps, distribution)];
  });
  return { flows, ...sumsOf(flows, clusters), waiting };
}

/** Callers that send nothing to what is struck, and are not struck themselves, notice nothing: most of them, in most losses. */
function settled(
  subject: Subject,
  callers: Callers,
  struck: readonly Struck[],
  touched: ReadonlySet<string>,
): Distribution | undefined {
  if (!isConcerned(subject, touched)(callers)) return subject.before(callers);
  return subject.traffic.distribution(callers, struck, 'settled');
}

function isConcerned({ before }: Subject, touched: ReadonlySet<string>): (callers: Callers) => boolean {
  return (callers) =>
    touched.has(callers.cluster) || before(callers).clusters.some(({ cluster }) => touched.has(cluster));
}

function flowOf(subject: Subject, callers: Callers, rps: number, distribution: Distribution): Flow {
  const sent = distribution.clusters.filter(({ percent, failedPercent }) => percent - failedPercent > NOISE);
  const shut = sent.flatMap(({ cluster }) => {
    const verdict = subject.wayTo(callers, cluster);
    return verdict.open ? [] : [{ cluster, closedAt: verdict.closedAt }];
  });
  const answered = sent
    .filter(({ cluster }) => !shut.some((way) => way.cluster === cluster))
    .map((share) => ({ ...share, percent: share.percent - share.failedPercent, failedPercent: 0 }));
  const failedPercent = 100 - answered.reduce((sum, { percent }) => sum + percent, 0);
  return { callers, rps, distribution, answered, shut, failedPercent };
}

/** Shares, in percent, below which nothing is meant: the last bits of sums of floats. */
export const NOISE = 1e-6;

function sumsOf(flows: readonly Flow[], clusters: readonly Cluster[]): Pick<Scene, 'load' | 'failing'> {
  const load = new Map<Cluster, number>();
  let failing = 0;
  for (const { rps, answered, failedPercent } of flows) {
    failing += (rps * failedPercent) / 100;
    for (const { cluster: id, percent } of answered) {
      const cluster = clusters.find((candidate) => candidate.id === id);
      if (cluster !== undefined) load.set(cluster, (load.get(cluster) ?? 0) + (rps * percent) / 100);
    }
  }
  return { load, failing };
}
