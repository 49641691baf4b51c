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
  const spread = {
    zones: countOf(placed.flatMap(({ zones }) => zones)),
    clusters: placed.length,
    regions: countOf(placed.map(({ region }) => region)),
    clouds: countOf(placed.map(({ provider }) => provider)),
  };
  const topology = topologyOf(spread);
  const [asked, because] = askedOf({ app, placed }, plan);
  const apart = TOPOLOGIES.indexOf(topology) - TOPOLOGIES.indexOf(asked);
  return {
    app: app.name,
    criticality: app.criticality,
    zones: String(spread.zones),
    clusters: String(spread.clusters),
    regions: String(spread.regions),
    clouds: String(spread.clouds),
    topology,
    asked,
    because,
    verdict: apart === 0 ? 'as asked' : apart > 0 ? 'wider than asked' : 'narrower than asked',
  };
}

function countOf(names: readonly string[]): number {
  return new Set(names).size;
}

function topologyOf({
  zones,
  clusters,
  regions,
  clouds,
}: Readonly<Record<'zones' | 'clusters' | 'regions' | 'clouds', number>>): Topology {
  if (clouds > 1) return 'multi-cloud';
  if (regions > 1) return 'multi-region';
  if (clusters > 1) return 'multi-cluster';
  return zones > 1 ? 'multi-zone' : 'single-zone';
}

/** A restore takes hours: what must be back sooner has to be somewhere else already. */
const RESTORE_SECONDS = 4 * 3600;

/** One cluster a region in several zones, until something asks for more. */
function askedOf(
  { app, placed }: Pick<AppPlan, 'app' | 'placed'>,
  { fleet }: Plan,
): readonly [Topology, string] {
  const regulated = placed.filter(({ source }) => source.value.reason === 'regulation');
  if (countOf(regulated.map(({ provider }) => provider)) > 1) return ['multi-cloud', 'regulation'];
  const { rtoSeconds } = app.facets.data;
  const survives = fleet.source.value.survive.includes('region');
  if (survives && app.criticality === 'tier-1') return ['multi-region', 'a lost region, tier-1'];
  if (survives && rtoSeconds !== undefined && rtoSeconds < RESTORE_SECONDS)
    return ['multi-region', 'an RTO that no restore can keep'];
  const peaks = Object.values(app.facets.runtime.load?.peakRps ?? {}).filter((peak) => peak > 0);
  if (peaks.length > 1) return ['multi-region', 'users of several regions'];
  return ['multi-zone', 'the usual: one cluster in several zones'];
}
