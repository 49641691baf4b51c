import type { Cluster, Fleet } from '../../fleet/fleet';
import type { AppContext, LossOutcome, Survivor } from '../capacity/outcome';
import { doublings } from '../capacity/replicas';
import { entryService } from '../entry/service';
import { MESH_FIGURES } from '../mesh-figures';
import { PLATFORM_FIGURES, TAKEOVERS, type Figure } from './figures';
import { meanwhile } from './meanwhile';

/** One step of the way back; steps follow one another. */
export interface RecoveryStep extends Figure {
  /** What happens, in one or two words. */
  readonly name: string;
}

/**
 * Whether an app is back in time.
 * - `unaffected`: no request was going there.
 * - `kept`, `broken`: it is back, within its RTO or after it.
 * - `unpromised`: it is back, and has no RTO.
 * - `impossible`: nothing brings it back before what was lost is back.
 */
export type RecoveryVerdict = 'unaffected' | 'kept' | 'broken' | 'unpromised' | 'impossible';

/** How an app comes back from a loss. */
export interface Recovery {
  readonly verdict: RecoveryVerdict;
  readonly steps: readonly RecoveryStep[];
  /** Sum of the steps; undefined where nothing brings it back. */
  readonly seconds?: number;
  readonly rtoSeconds?: number | undefined;
  /** Where it comes back, where that is a cluster that did not run it. */
  readonly restoredIn?: Cluster | undefined;
  /** What users see until then. */
  readonly meanwhile: string;
}

/** Adds up how long an app is away in a loss: detection, decision, data, the way of the requests, and room for them. */
export function recoveryOf(context: AppContext, outcome: LossOutcome): Recovery {
  const { app } = context.plan;
  const { rtoSeconds } = app.facets.data;
  const common = { rtoSeconds, meanwhile: meanwhile(context, outcome) };
  if (outcome.verdict === 'unaffected') return { ...common, verdict: 'unaffected', steps: [], seconds: 0 };
  const restoredIn = outcome.verdict === 'away' ? restoreTarget(context, outcome) : undefined;
  if (outcome.verdict === 'away' && restoredIn === undefined)
    return { ...common, verdict: 'impossible', steps: [] };
  const way = restoredIn === undefined ? wayOfRequests(context, outcome) : restoreSteps(context);
  const steps = [...way, ...roomSteps(context, outcome)].filter(({ seconds }) => seconds > 0);
  const seconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  const promised = rtoSeconds === undefined ? 'unpromised' : seconds <= rtoSeconds ? 'kept' : 'broken';
  return { ...common, verdict: promised, steps, seconds, restoredIn };
}

/** A cluster that a backup may be restored in: of the same environment, and where the data may be. */
function restoreTarget({ plan, fleet }: AppContext, { loss }: LossOutcome): Cluster | undefined {
  const { mode, residency } = plan.app.facets.data;
  if (TAKEOVERS[mode].takeover !== 'restore') return undefined;
  const environments = plan.placed.map(({ environment }) => environment);
  return fleet.clusters.find(
    ({ id, geography, environment }) =>
      !loss.clusters.has(id) &&
      environments.includes(environment) &&
      (residency === undefined || residency.includes(geography)),
  );
}

function wayOfRequests(context: AppContext, { moves }: LossOutcome): readonly RecoveryStep[] {
  const { plan, fleet } = context;
  const { exposure, failover } = plan.app.facets.traffic;
  if (moves.length === 0) return [ejection];
  const oneWriter = plan.primary !== undefined;
  const manual = failover === 'manual-confirmed' && (oneWriter || exposure === 'public');
  const outside = exposure === 'public';
  return [
    outside || manual ? healthChecks(fleet) : ejection,
    ...(manual ? [decision(fleet)] : []),
    ...takeover(context),
    ...(manual ? [{ name: 'commit', ...PLATFORM_FIGURES.commit }] : []),
    ...(outside ? wayIn(fleet, manual && !oneWriter) : []),
  ];
}

const ejection: RecoveryStep = {
  name: 'ejection',
  seconds: MESH_FIGURES.connectTimeoutSeconds * MESH_FIGURES.consecutiveGatewayErrors,
  source: `${MESH_FIGURES.consecutiveGatewayErrors} connections in a row that fail after ${MESH_FIGURES.connectTimeoutSeconds} s, in each caller's sidecar`,
};

function healthChecks({ entry, recovery }: Fleet): RecoveryStep {
  const { healthCheckSeconds, failureThreshold } = recovery;
  const asked =
    entryService({ entry })?.edge?.detection(failureThreshold) ??
    `${failureThreshold} health checks of the entry`;
  const source = `${asked}, ${healthCheckSeconds} s apart`;
  return { name: 'detection', seconds: healthCheckSeconds * failureThreshold, source };
}

function decision({ recovery }: Fleet): RecoveryStep {
  return {
    name: 'decision',
    seconds: recovery.decisionSeconds,
    source: 'a person is called, looks and confirms',
  };
}

/** An edge takes the requests itself, and sends them elsewhere at once; only what a person changes in it has to spread. */
function wayIn(fleet: Fleet, changed: boolean): readonly RecoveryStep[] {
  const edge = entryService(fleet)?.edge;
  if (edge === undefined) return [dns(fleet)];
  if (!changed) return [];
  const { edgeChangeSeconds: seconds } = fleet.recovery;
  return [
    { name: 'edge', ...(seconds === undefined ? edge.change : { seconds, source: 'recovery.edgeChange' }) },
  ];
}

function dns({ recovery }: Fleet): RecoveryStep {
  const { dnsTtlSeconds, dnsOverrunSeconds } = recovery;
  const overrun = dnsOverrunSeconds === 0 ? '' : `, some of them ${dnsOverrunSeconds} s beyond their TTL`;
  return {
    name: 'DNS',
    seconds: dnsTtlSeconds + dnsOverrunSeconds,
    source: `answers that clients and resolvers still hold${overrun}`,
  };
}

function takeover({ plan }: AppContext): readonly RecoveryStep[] {
  const { mode, promotionSeconds } = plan.app.facets.data;
  const { takeover: name, seconds, source } = TAKEOVERS[mode];
  if (promotionSeconds !== undefined) return [{ name, seconds: promotionSeconds, source: 'data.promotion' }];
  return [{ name, seconds, source }];
}

/** Nobody restores by accident: a person decides, and places the app by a commit. */
function restoreSteps(context: AppContext): readonly RecoveryStep[] {
  const { plan, fleet } = context;
  const outside = plan.app.facets.traffic.exposure === 'public';
  return [
    healthChecks(fleet),
    decision(fleet),
    ...takeover(context),
    { name: 'commit', ...PLATFORM_FIGURES.commit },
    ...start(plan.app.facets.runtime.startSeconds),
    ...(outside ? wayIn(fleet, true) : []),
  ];
}

function start(seconds: number, waitsForNode = true): readonly RecoveryStep[] {
  return [
    ...(waitsForNode ? [{ name: 'node start', ...PLATFORM_FIGURES.nodeStart }] : []),
    { name: 'pod start', seconds, source: 'runtime.start' },
  ];
}

/** Those that are left and above the ceiling until more replicas run. */
export function tooFullIn({ fleet }: AppContext, { survivors }: LossOutcome): readonly Survivor[] {
  return survivors.filter(({ utilisationAtOnce }) => utilisationAtOnce > fleet.objective.ceiling + 1e-9);
}

/** Waiting for more replicas, where those that are left are above the ceiling until then. */
function roomSteps(context: AppContext, outcome: LossOutcome): readonly RecoveryStep[] {
  const { plan, isHeld } = context;
  const full = tooFullIn(context, outcome);
  if (full.length === 0) return [];
  const evicted = full.some(({ tier }) => outcome.loss.takesZoneOf(tier.cluster));
  const steps = Math.max(...full.map(stepsOf));
  const step = PLATFORM_FIGURES.scaleStep;
  const slowest = Math.max(...full.map(({ tier }) => plan.app.in(tier.cluster).facets.runtime.startSeconds));
  const waits = full.some(({ tier }) => isHeld?.(tier.cluster, outcome.loss) !== true);
  return [
    ...(evicted ? [{ name: 'eviction', ...PLATFORM_FIGURES.eviction }] : []),
    { name: 'scaling', seconds: steps * step.seconds, source: step.source },
    ...start(slowest, waits),
    {
      name: 'warm-up',
      seconds: MESH_FIGURES.warmupSeconds,
      source: 'warmup.duration of our DestinationRules',
    },
  ];
}

function stepsOf({ running, needed }: Survivor): number {
  return doublings(running, needed);
}
