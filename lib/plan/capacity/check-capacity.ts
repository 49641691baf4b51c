import type { Diagnostic, Position, RelatedPlace } from '../../core/diagnostic';
import { costFactor, formatFactor } from '../../fleet/cost-factor';
import * as fleetSay from '../../fleet/messages';
import { valueAt } from '../../fleet/layers';
import type { App, Fleet } from '../../fleet/fleet';
import * as say from '../capacity-messages';
import { writtenAt } from '../written-at';
import type { AppCapacity, TierCapacity } from './app-capacity';
import type { Capacity } from './capacity';
import { checkClusterNeeds } from './check-clusters';
import { checkTakeover } from './check-takeover';
import { replicasAtTarget } from './replicas';
import type { Tier } from './tiers';

type Report = (diagnostic: Diagnostic) => void;

/** Reports every promise about load that the plan cannot keep, with its arithmetic. */
export function checkCapacity(capacity: Capacity, fleet: Fleet, report: Report): void {
  for (const app of capacity.apps) {
    for (const tier of app.tiers) {
      checkTarget(app.plan.app, tier.tier, fleet, report);
      checkMaximum(app, tier, fleet, report);
    }
    checkKnown(app, report);
    checkConnections(app, report);
    checkTakenOver(app, fleet, report);
    checkCost(app, report);
  }
  checkClusterNeeds(capacity, report);
  checkTakeover(capacity, report);
}

/** Where fleet.yaml says what is to be survived; nothing where it does not. */
export function objectivePlace(fleet: Fleet, field: string, label: string): readonly RelatedPlace[] {
  const written = valueAt(fleet.source.raw, [field]) !== undefined;
  return written ? [{ label, at: fleet.source.at([field]) }] : [];
}

function loadPlace(app: App, { cluster }: Tier): RelatedPlace {
  return { label: 'the load', at: writtenAt(app, cluster, ['runtime', 'load', 'peakRps']) };
}

function checkTarget(app: App, { cluster, figures }: Tier, fleet: Fleet, report: Report): void {
  if (figures.target <= figures.ceiling) return;
  report(
    say.targetAboveCeiling({
      at: writtenAt(app, cluster, ['runtime', 'load', 'targetUtilisation']),
      app: app.name,
      cluster: cluster.id,
      target: percent(figures.target),
      ceiling: percent(figures.ceiling),
      related: objectivePlace(fleet, 'capacity', 'the ceiling'),
    }),
  );
}

function checkMaximum({ plan }: AppCapacity, capacity: TierCapacity, fleet: Fleet, report: Report): void {
  const { tier, after, worst } = capacity;
  const { cluster, figures, maxReplicas, baseRps } = tier;
  const { app } = plan;
  const { growthFactor } = fleet.objective;
  const own = replicasAtTarget(baseRps * growthFactor, figures);
  const needed = own > maxReplicas ? own : after;
  if (needed <= maxReplicas || (own <= maxReplicas && worst === undefined)) return;
  const at = writtenAt(app, cluster, ['runtime', 'maxReplicasPerRegion']);
  const growth = growthFactor === 1 ? '' : ` × ${shown(growthFactor)}`;
  const divisor = `(${shown(figures.rpsPerReplica)} rps × ${percent(figures.target)} %)`;
  const common = { at, app: app.name, cluster: cluster.id, needed, max: maxReplicas };
  if (own > maxReplicas || worst === undefined) {
    const arithmetic = `${shown(baseRps)} rps${growth} ÷ ${divisor}`;
    report(say.loadAboveMaximum({ ...common, arithmetic, related: [loadPlace(app, tier)] }));
    return;
  }
  const { loss, survivor } = worst;
  const moved = survivor.rps / growthFactor - baseRps;
  const load = moved > 1e-9 ? `(${shown(baseRps)} + ${shown(moved)}) rps` : `${shown(baseRps)} rps`;
  const zones = cluster.zones.length;
  const zone = loss.takesZoneOf(cluster) ? ` × ${zones} ÷ ${zones - 1}` : '';
  report(
    say.lossAboveMaximum({
      ...common,
      loss: loss.name,
      arithmetic: `${load}${growth} ÷ ${divisor}${zone}`,
      percent: percent(survivor.utilisationAfter),
      related: [loadPlace(app, tier), ...objectivePlace(fleet, 'survive', 'what is to be survived')],
    }),
  );
}

/** Without figures nothing is proven; in one cluster there is nothing to prove. */
function checkKnown({ plan, context }: AppCapacity, report: Report): void {
  if (context.tiers !== undefined || plan.placed.length < 2) return;
  report(
    fleetSay.missingFact({
      at: plan.app.files.contract.at(['application', 'runtime']),
      subject: plan.app.name,
      field: 'runtime.load',
      effect: 'Whether those that are left can carry its requests after a loss cannot be proven.',
      remedy: 'Add "load" with rpsPerReplica and peakRps, from a load test and from what is measured.',
    }),
  );
}

function checkConnections({ plan, tiers }: AppCapacity, report: Report): void {
  const { app, placed } = plan;
  const { connectionsPerReplica: each, maxConnections: max } = app.facets.data;
  if (each === undefined || max === undefined) return;
  const place = (field: string): Position => app.files.contract.at(['application', 'data', field]);
  for (const region of new Set(placed.map((cluster) => cluster.region))) {
    const clusters = placed.filter((cluster) => cluster.region === region);
    const replicas = clusters.reduce((sum, cluster) => {
      const tier = tiers.find((candidate) => candidate.tier.cluster === cluster);
      return sum + (tier?.alive ?? app.in(cluster).facets.runtime.maxReplicas);
    }, 0);
    if (replicas * each <= max) continue;
    const related = [{ label: 'for each replica', at: place('connectionsPerReplica') }];
    const figures = { replicas, each, needed: replicas * each, max };
    report(
      say.tooManyConnections({ at: place('maxConnections'), app: app.name, region, ...figures, related }),
    );
    return;
  }
}

function checkTakenOver({ plan, outcomes }: AppCapacity, fleet: Fleet, report: Report): void {
  const { app, placed } = plan;
  const away = outcomes.filter(({ verdict, loss }) => verdict === 'away' && loss.kind !== 'zone');
  if (app.criticality !== 'tier-1' || away.length === 0) return;
  const all = away.every(({ loss }) => placed.every(({ id }) => loss.clusters.has(id)));
  const { mode } = app.facets.data;
  report(
    say.nothingTakesOver({
      at: app.files.contract.at(['application', ...(all ? ['regions'] : ['data', 'mode'])]),
      app: app.name,
      losses: away.map(({ loss }) => loss.name),
      why: all ? 'it runs nowhere else' : `data mode "${mode}" or routing keeps its requests where they are`,
      related: objectivePlace(fleet, 'survive', 'what is to be survived'),
    }),
  );
}

function checkCost({ plan }: AppCapacity, report: Report): void {
  const { app, placed } = plan;
  const regions = new Set(placed.map(({ region }) => region)).size;
  if (app.criticality !== 'tier-3' || regions < 2) return;
  const factor = formatFactor(costFactor(placed));
  report(
    say.regionsBeyondNeed({
      at: app.files.contract.at(['application', 'regions']),
      app: app.name,
      regions,
      factor,
    }),
  );
}

/** A figure as people write it: at most one decimal. */
function shown(figure: number): string {
  return String(Math.round(figure * 10) / 10);
}

function percent(share: number): number {
  return Math.round(share * 100);
}
