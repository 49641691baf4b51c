import type { DataMode } from '../../facets/data/schema';

/** A time with where it comes from. */
export interface Figure {
  readonly seconds: number;
  readonly source: string;
}

/** Times that follow from Kubernetes, Argo CD and the clouds, and that no input changes; each is the slow end of what is usual. */
export const PLATFORM_FIGURES = {
  /** A node that says nothing is taken for dead, and its pods are moved after this. */
  eviction: {
    seconds: 350,
    source: 'Kubernetes: node-monitor-grace-period 50s, then tolerationSeconds 300 of the not-ready taint',
  },
  nodeStart: { seconds: 120, source: 'node autoscalers: 60 to 120 s until a machine is a node' },
  scaleStep: { seconds: 15, source: 'our autoscalers double the replicas every 15 s at most' },
  commit: { seconds: 180, source: 'Argo CD: timeout.reconciliation 120s, with up to 60s of jitter' },
} as const satisfies Readonly<Record<string, Figure>>;

/** What has to happen to the data before another place serves. */
export type Takeover = 'nothing' | 'election' | 'catch-up' | 'promotion' | 'restore' | 'never';

/** How a data mode is taken over, and how long that is until a drill of one's own says better. */
export interface TakeoverFigure extends Figure {
  readonly takeover: Takeover;
}

const NOTHING: TakeoverFigure = {
  takeover: 'nothing',
  seconds: 0,
  source: 'every region serves all the time',
};

/** The order of magnitude that vendors name for each mode, at its slow end; `data.promotion` replaces it. */
export const TAKEOVERS: Readonly<Record<DataMode, TakeoverFigure>> = {
  none: NOTHING,
  'active-active': NOTHING,
  consensus: { takeover: 'election', seconds: 10, source: 'Raft elects a new leader within seconds' },
  'event-sourced': {
    takeover: 'catch-up',
    seconds: 60,
    source: 'views catch up with the log that was copied',
  },
  'hot-standby': {
    takeover: 'promotion',
    seconds: 120,
    source: 'managed databases promote a running replica in one to two minutes',
  },
  'regional-writes-global-reads': {
    takeover: 'promotion',
    seconds: 120,
    source: 'managed databases promote a running replica in one to two minutes',
  },
  'regional-primary-with-standby': {
    takeover: 'promotion',
    seconds: 300,
    source: 'a warm standby is promoted in minutes (AWS, Disaster Recovery of Workloads)',
  },
  'pilot-light': {
    takeover: 'promotion',
    seconds: 1200,
    source: 'a pilot light takes tens of minutes (AWS, Disaster Recovery of Workloads)',
  },
  'backup-restore': {
    takeover: 'restore',
    seconds: 14_400,
    source: 'a restore from backup takes hours (AWS, Disaster Recovery of Workloads)',
  },
  regional: {
    takeover: 'restore',
    seconds: 14_400,
    source: 'a restore from backup takes hours (AWS, Disaster Recovery of Workloads)',
  },
  'single-primary': { takeover: 'never', seconds: 0, source: 'no copy can take the writes' },
};
