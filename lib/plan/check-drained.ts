import type { Diagnostic } from '../core/diagnostic';
import type { App } from '../fleet/fleet';
import { primaryOf } from './check-data';
import { DATA_MODE_FACTS } from './data-modes';
import * as say from './drain-messages';

/** Checks that an app is still served while clusters are drained. */
export function checkDrained(app: App, report: (diagnostic: Diagnostic) => void): void {
  const drained = app.clusters.filter((cluster) => cluster.drained);
  const [first] = drained;
  if (first === undefined) return;
  const { mode } = app.facets.data;
  if (drained.length === app.clusters.length) {
    const clusters = drained.map((cluster) => cluster.id);
    report(say.drainedEverywhere({ at: first.source.at(['traffic']), app: app.name, clusters }));
    return;
  }
  const primary = primaryOf(app);
  if (primary?.drained === true) {
    const other = app.files.contract.at(['application', 'data']);
    report(
      say.primaryDrained({ at: primary.source.at(['traffic']), app: app.name, primary: primary.id, other }),
    );
  }
  if (DATA_MODE_FACTS[mode].writers !== 'home') return;
  for (const cluster of drained)
    report(say.homeDrained({ at: cluster.source.at(['traffic']), app: app.name, cluster: cluster.id, mode }));
}
