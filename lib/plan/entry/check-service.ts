import type { Diagnostic } from '../../core/diagnostic';
import { nearest } from '../../core/text';
import type { Fleet } from '../../fleet/fleet';
import { unknownReference } from '../../fleet/messages';
import * as say from '../entry-messages';
import type { AppPlan } from '../plan';
import { isWatched } from './routing';
import type { EntryService } from './service';

type Report = (diagnostic: Diagnostic) => void;

/** Checks what fleet.yaml says of the service that sends users to a region. */
export function checkService({ intervals, title }: EntryService, fleet: Fleet, report: Report): void {
  const { healthCheckSeconds } = fleet.recovery;
  const { frontDoor } = fleet.entry ?? {};
  if (!intervals.allows(healthCheckSeconds)) {
    const at = fleet.source.at(['recovery', 'healthCheckInterval']);
    const other = fleet.source.at(['entry']);
    report(say.intervalUnknown({ at, seconds: healthCheckSeconds, title, allowed: intervals.text, other }));
  }
  if (frontDoor === undefined) return;
  checkCluster(frontDoor.keeper, ['entry', 'frontDoor', 'keeper'], fleet, report);
  if (frontDoor.endpointHost === undefined)
    report(say.endpointHostUnknown({ at: fleet.source.at(['entry', 'frontDoor']) }));
}

function checkCluster(name: string, path: readonly string[], fleet: Fleet, report: Report): void {
  const known = fleet.clusters.map(({ id }) => id);
  if (known.includes(name)) return;
  const at = fleet.source.at(path);
  report(unknownReference({ at, what: 'cluster', name, suggestion: nearest(name, known), known }));
}

/** Checks that a service can spread the users of an app as it asks for; false where it cannot. */
export function checkRouting(plan: AppPlan, service: EntryService, fleet: Fleet, report: Report): boolean {
  const { app, placed } = plan;
  const { routing } = app.facets.traffic;
  const at = app.files.contract.at(['application', 'traffic', 'routing']);
  const common = { app: app.name, title: service.title, other: fleet.source.at(['entry']) };
  const lack = service.lacks[routing] ?? tooLong(plan, service);
  if (lack !== undefined) {
    report(say.routingLacking({ ...common, at, routing, because: lack }));
    return false;
  }
  const moves = service.edge?.movesByItself[routing];
  if (moves === undefined || placed.length < 2 || isWatched(plan)) return true;
  report(
    say.movesByItself({
      ...common,
      at: app.files.contract.at(['application', 'traffic', 'failover']),
      routing,
      because: moves,
    }),
  );
  return false;
}

function tooLong({ app, placed }: AppPlan, { edge }: EntryService): string | undefined {
  if (edge === undefined || app.facets.traffic.routing !== 'failover' || placed.length <= edge.longestOrder)
    return undefined;
  return `It puts ${edge.longestOrder} places into an order, and these are ${placed.length}.`;
}
