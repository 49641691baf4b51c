import type { Diagnostic } from '../core/diagnostic';
import { formatDuration } from '../core/units';
import type { App, Cluster, Fleet } from '../fleet/fleet';
import * as say from './backup-messages';
import { backupSets, survivingPlace, type BackupSet } from './backups/backup-sets';
import { primaryOf } from './check-data';
import { TAKEOVERS } from './recovery/figures';

type Report = (diagnostic: Diagnostic) => void;

/** Checks what is promised of backups: that none leaves the residency, is lost with its region, or is too old. */
export function checkBackups(fleet: Fleet, report: Report): void {
  for (const app of fleet.apps) {
    checkAges(fleet, app, report);
    checkResidency(fleet, app, report);
  }
  if (fleet.objective.survive.includes('region'))
    for (const cluster of fleet.clusters) checkPlaces(fleet, cluster, report);
}

/** An app that is restored from backups loses what was written since the last one. */
function checkAges(fleet: Fleet, app: App, report: Report): void {
  const { mode, rpoSeconds, backupIntervalSeconds } = app.facets.data;
  if (TAKEOVERS[mode].takeover !== 'restore') {
    if (backupIntervalSeconds === undefined) return;
    const data = ['application', 'data'];
    const at = app.files.contract.at([...data, 'backupInterval']);
    report(
      say.backupIntervalUnused({ at, app: app.name, mode, other: app.files.contract.at([...data, 'mode']) }),
    );
    return;
  }
  if (rpoSeconds === undefined) return;
  if (backupIntervalSeconds !== undefined) {
    if (backupIntervalSeconds <= rpoSeconds) return;
    const at = app.files.contract.at(['application', 'data', 'rpo']);
    const other = app.files.contract.at(['application', 'data', 'backupInterval']);
    const arithmetic = formatDuration(backupIntervalSeconds);
    const rpo = formatDuration(rpoSeconds);
    report(say.rpoBelowBackup({ at, app: app.name, of: 'its own database', rpo, arithmetic, other }));
    return;
  }
  const primary = primaryOf(app);
  for (const writer of primary === undefined ? app.clusters : [primary])
    checkAge(fleet, app, writer, rpoSeconds, report);
}

/** A backup that is under way when the cluster is lost is lost with it, so the one before counts. */
function checkAge(fleet: Fleet, app: App, cluster: Cluster, rpoSeconds: number, report: Report): void {
  const profile = fleet.backupOf(cluster)?.profile;
  if (profile === undefined) return;
  const { everySeconds, takesSeconds } = profile;
  const copied = copySeconds(fleet, cluster, app);
  const oldest = everySeconds + takesSeconds + copied;
  if (oldest <= rpoSeconds) return;
  const copying = copied === 0 ? '' : ` + ${formatDuration(copied)} until it is copied`;
  report(
    say.rpoBelowBackup({
      at: app.files.contract.at(['application', 'data', 'rpo']),
      app: app.name,
      of: cluster.id,
      rpo: formatDuration(rpoSeconds),
      arithmetic: `${formatDuration(everySeconds)} between two + ${formatDuration(takesSeconds)} that one takes${copying} = ${formatDuration(oldest)}`,
      other: cluster.source.at(['backupProfile']),
    }),
  );
}

/** With its region a cluster loses the place that lies there, and what was not copied from it yet. */
function copySeconds(fleet: Fleet, cluster: Cluster, app: App): number {
  const store = setOf(fleet, cluster, app)?.store;
  return store?.region === cluster.region ? (store.replica?.lagSeconds ?? 0) : 0;
}

function setOf(fleet: Fleet, cluster: Cluster, { namespace }: App): BackupSet | undefined {
  return backupSets(fleet, cluster).find(({ namespaces }) => namespaces.includes(namespace));
}

function checkResidency(fleet: Fleet, app: App, report: Report): void {
  const allowed = app.facets.data.residency;
  if (allowed === undefined) return;
  for (const cluster of app.clusters) {
    const set = setOf(fleet, cluster, app);
    // Of a cluster that the app may not be in that was said already.
    if (set === undefined || !allowed.includes(cluster.geography)) continue;
    const path = set.store === fleet.backupOf(cluster)?.resident ? ['backup', 'resident'] : ['backup'];
    for (const [place, step] of [
      [set.store, ['region']],
      [set.store.replica, ['replica', 'region']],
    ] as const) {
      if (place === undefined || allowed.includes(place.geography)) continue;
      report(
        say.backupOutsideResidency({
          at: cluster.source.at([...path, ...step]),
          app: app.name,
          cluster: cluster.id,
          region: place.region,
          geography: place.geography,
          allowed,
          other: app.files.contract.at(['application', 'data', 'residency']),
        }),
      );
    }
  }
}

function checkPlaces(fleet: Fleet, cluster: Cluster, report: Report): void {
  const { id, region, source } = cluster;
  for (const { store } of backupSets(fleet, cluster)) {
    if (survivingPlace(store, cluster) !== undefined) continue;
    const path = store === fleet.backupOf(cluster)?.resident ? ['backup', 'resident'] : ['backup'];
    report(say.backupLostWithRegion({ at: source.at([...path, 'region']), cluster: id, region }));
  }
}
