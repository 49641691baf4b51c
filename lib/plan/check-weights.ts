import type { Diagnostic, Position } from '../core/diagnostic';
import { sortedUnique } from '../core/text';
import type { App } from '../fleet/fleet';
import { DATA_MODE_FACTS } from './data-modes';
import * as say from './weight-messages';

/** Checks that the shares of an app can be kept: they are whole, for its regions, and nothing else decides who answers. */
export function checkWeights(app: App, report: (diagnostic: Diagnostic) => void): void {
  const { weights } = app.facets.traffic;
  if (weights === undefined) return;
  const place = (...path: string[]): Position => app.files.contract.at(['application', ...path]);
  const common = { at: place('traffic', 'weights'), app: app.name };
  const shares = Object.values(weights);
  const sum = shares.reduce((total, share) => total + share, 0);
  if (sum !== 100) report(say.weightsNotWhole({ ...common, arithmetic: shares.join(' + '), sum }));
  const placed = sortedUnique(app.clusters.map(({ region }) => region));
  const weighted = sortedUnique(Object.keys(weights));
  if (weighted.join() !== placed.join()) report(say.weightsElsewhere({ ...common, weighted, placed }));
  const decider = decidedBy(app);
  if (decider !== undefined)
    report(say.weightsWithoutChoice({ ...common, because: decider.because, other: place(...decider.field) }));
  const because = notExpressible(app, placed);
  if (because !== undefined) report(say.weightsNotExpressible({ ...common, because }));
}

/** What decides who answers instead, and where it stands. */
function decidedBy({ facets, clusters }: App): { because: string; field: readonly string[] } | undefined {
  const { data, traffic } = facets;
  const { writers } = DATA_MODE_FACTS[data.mode];
  if (writers === 'one' || writers === 'home')
    return { because: `its data mode "${data.mode}" says which region answers`, field: ['data', 'mode'] };
  if (traffic.exposure === 'public' && (traffic.routing === 'failover' || traffic.routing === 'single'))
    return {
      because: `its routing "${traffic.routing}" has one region serve at a time`,
      field: ['traffic', 'routing'],
    };
  if (clusters.length < 2) return { because: 'it runs in one cluster', field: ['regions'] };
  return undefined;
}

function notExpressible({ clusters }: App, regions: readonly string[]): string | undefined {
  if (regions.length < clusters.length) return 'two of its clusters are in one region';
  const unknown = clusters.find(({ zones }) => zones.length === 0);
  return unknown && `nobody knows the zones of ${unknown.id}`;
}
