import { sortedUnique } from '../core/text';
import type { Cluster } from '../fleet/fleet';
import type { AppPlan, Plan } from '../plan/plan';

/** From what survives least to what costs most. */
const TOPOLOGIES = ['single-zone', 'multi-zone', 'multi-cluster', 'multi-region', 'multi-cloud'] as const;
type Topology = (typeof TOPOLOGIES)[number];

/** How an app is spread, and how far its promises ask it to be. */
export interface AppTopology {
  readonly app: string;
  readonly criticality: string;
  readonly zones: string;
  readonly clusters: string;
  readonly regions: string;
  readonly clouds: string;
  readonly topology: Topology;
  /** The least that its promises ask for. */
  readonly asked: Topology;
  /** Which promise asks for it. */
  readonly because: string;
  /** Whether it is as spread as that. */
  readonly verdict: 'as asked' | 'wider than asked' | 'narrower than asked';
}

/** Every app, by how far it is spread. */
export function topologiesOf(plan: Plan): readonly AppTopology[] {
  return plan.apps.map((app) => appTopology(app, plan));
}

function appTopology({ app, placed }: AppPlan, plan: Plan): AppTopology {
  const topology = spreadOf(placed);
  const [asked, because] = askedOf({ app, placed }, plan);
  const apart = TOPOLOGIES.indexOf(topology) - TOPOLOGIES.indexOf(asked);
  return {
    app: app.name,
    criticality: app.criticality,
    zones: String(new Set(placed.flatMap(({ zones }) => zones)).size),
    clusters: String(placed.length),
    regions: String(new Set(placed.map(({ region }) => region)).size),
    clouds: String(new Set(placed.map(({ provider }) => provider)).size),
    topology,
    asked,
    because,
    verdict: apart === 0 ? 'as asked' : apart > 0 ? 'wider than asked' : 'narrower than asked',
  };
}

function spreadOf(clusters: readonly Cluster[]): Topology {
  if (new Set(clusters.map(({ provider }) => provider)).size > 1) return 'multi-cloud';
  if (new Set(clusters.map(({ region }) => region)).size > 1) return 'multi-region';
  if (clusters.length > 1) return 'multi-cluster';
  return clusters.some(({ zones }) => zones.length > 1) ? 'multi-zone' : 'single-zone';
}

/** A restore takes hours: what must be back sooner has to be somewhere else already. */
const RESTORE_SECONDS = 4 * 3600;

/** One cluster a region in several zones, until something asks for more. */
function askedOf(
  { app, placed }: Pick<AppPlan, 'app' | 'placed'>,
  { fleet }: Plan,
): readonly [Topology, string] {
  const regulated = placed.filter(({ source }) => source.value.reason === 'regulation');
  if (new Set(regulated.map(({ provider }) => provider)).size > 1) return ['multi-cloud', 'regulation'];
  const { rtoSeconds } = app.facets.data;
  const survives = fleet.source.value.survive.includes('region');
  if (survives && app.criticality === 'tier-1') return ['multi-region', 'a lost region, tier-1'];
  if (survives && rtoSeconds !== undefined && rtoSeconds < RESTORE_SECONDS)
    return ['multi-region', 'an RTO that no restore can keep'];
  const peaks = Object.entries(app.facets.runtime.load?.peakRps ?? {}).filter(([, peak]) => peak > 0);
  if (sortedUnique(peaks.map(([region]) => region)).length > 1)
    return ['multi-region', 'users of several regions'];
  return ['multi-zone', 'the usual: one cluster in several zones'];
}
