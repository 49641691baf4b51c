import type { Diagnostic, Position } from '../core/diagnostic';
import { formatDuration } from '../core/units';
import type { App, Cluster } from '../fleet/fleet';
import { valueAt } from '../fleet/layers';
import * as fleetSay from '../fleet/messages';
import { DATA_MODE_FACTS } from './data-modes';
import * as say from './messages';

type Report = (diagnostic: Diagnostic) => void;

/** The cluster that takes an app's writes: the declared primary, else the first region of the contract. */
export function primaryOf(app: App): Cluster | undefined {
  if (DATA_MODE_FACTS[app.facets.data.mode].writers !== 'one') return undefined;
  return primaryCandidates(app)[0];
}

function primaryCandidates(app: App): readonly Cluster[] {
  const wanted =
    app.facets.data.primary ??
    app.regions.find((region) => app.clusters.some((cluster) => cluster.region === region));
  return app.clusters.filter((cluster) => cluster.id === wanted || cluster.region === wanted);
}

/** Checks what an app promises of its data: residency, the primary, RPO and RTO. */
export function checkData(app: App, report: Report): void {
  checkResidency(app, report);
  checkMode(app, report);
  checkPrimary(app, report);
}

function place(app: App, ...path: string[]): Position {
  return app.files.contract.at(['application', 'data', ...path]);
}

function checkResidency(app: App, report: Report): void {
  const allowed = app.facets.data.residency;
  if (allowed === undefined) return;
  for (const cluster of app.clusters) {
    if (allowed.includes(cluster.geography)) continue;
    const index = app.files.contract.value.application.regions.indexOf(
      `${cluster.provider}:${cluster.region}`,
    );
    report(
      say.outsideResidency({
        at: app.files.contract.at(['application', 'regions', index]),
        app: app.name,
        cluster: cluster.id,
        geography: cluster.geography,
        allowed,
        other: place(app, 'residency'),
      }),
    );
  }
}

function checkMode(app: App, report: Report): void {
  const { mode, rpoSeconds, rtoSeconds } = app.facets.data;
  const facts = DATA_MODE_FACTS[mode];
  const regions = new Set(app.clusters.map((cluster) => cluster.region)).size;
  if (regions < facts.leastRegions) {
    report(
      say.tooFewRegions({ at: place(app, 'mode'), app: app.name, mode, regions, least: facts.leastRegions }),
    );
  }
  if (rpoSeconds === 0 && !facts.zeroRpo) {
    report(
      say.rpoImpossible({
        at: place(app, 'rpo'),
        app: app.name,
        mode,
        rpo: formatDuration(0),
        other: place(app, 'mode'),
      }),
    );
  }
  if (mode === 'none' || regions < 2) return;
  for (const [field, value] of [
    ['rpo', rpoSeconds],
    ['rto', rtoSeconds],
  ] as const) {
    if (value !== undefined) continue;
    report(
      fleetSay.missingFact({
        at: place(app),
        subject: app.name,
        field: `data.${field}`,
        effect: 'Without it nobody can say whether the loss of a region is survived well enough.',
        remedy: `Add "${field}" with a duration such as 5m.`,
      }),
    );
  }
}

function checkPrimary(app: App, report: Report): void {
  const { data } = app.facets;
  if (DATA_MODE_FACTS[data.mode].writers !== 'one') {
    if (data.primary === undefined) return;
    const at = place(app, 'primary');
    report(say.primaryWithoutWriter({ at, app: app.name, mode: data.mode, other: place(app, 'mode') }));
    return;
  }
  const candidates = primaryCandidates(app);
  const [primary, second] = candidates;
  if (primary !== undefined && second === undefined) {
    checkStandby(app, primary, report);
    return;
  }
  const at =
    data.primary === undefined ? app.files.contract.at(['application', 'regions', 0]) : place(app, 'primary');
  const choices = primary === undefined ? app.clusters : candidates;
  report(
    say.primaryUnclear({
      at,
      app: app.name,
      primary: data.primary ?? '',
      candidates: choices.map(({ id }) => id),
    }),
  );
}

/** Checks that what stands behind the primary can do what `failover` asks of it. */
function checkStandby(app: App, primary: Cluster, report: Report): void {
  const written = valueAt(app.files.contract.raw, ['application', 'traffic', 'failover']) !== undefined;
  const at = (): Position =>
    written ? app.files.contract.at(['application', 'traffic', 'failover']) : place(app, 'mode');
  const standby = app.clusters.filter((cluster) => cluster.id !== primary.id);
  const ids = standby.map(({ id }) => id);
  if (app.facets.traffic.failover === 'automatic') {
    const { mode } = app.facets.data;
    if (standby.length > 1) report(say.severalStandbys({ at: at(), app: app.name, standby: ids }));
    if (standby.length > 0 && !DATA_MODE_FACTS[mode].liveStandby) {
      report(say.standbyWithoutData({ at: at(), app: app.name, mode, standby: ids }));
    }
    if (standby.length > 0 && DATA_MODE_FACTS[mode].idleStandby === true) {
      report(say.standbyIdle({ at: at(), app: app.name, mode, standby: ids }));
    }
    return;
  }
  const { region } = primary;
  const neighbour = standby.find((cluster) => cluster.region === region);
  if (neighbour === undefined) return;
  report(say.primaryNotAlone({ at: at(), app: app.name, primary: primary.id, other: neighbour.id, region }));
}
