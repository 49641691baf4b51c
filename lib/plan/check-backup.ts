import type { Diagnostic } from '../core/diagnostic';
import { formatDuration } from '../core/units';
import { BACKUP_PROFILES } from '../fleet/backup/profiles';
import type { App, Cluster } from '../fleet/fleet';
import * as say from './backup-messages';
import { primaryOf } from './check-data';

type Report = (diagnostic: Diagnostic) => void;

/** Checks that an app which is restored from backups loses no more than it promises: what was written since the last one. */
export function checkBackup(app: App, report: Report): void {
  const { mode, rpoSeconds } = app.facets.data;
  if (mode !== 'backup-restore' || rpoSeconds === undefined) return;
  const writer = primaryOf(app);
  if (writer !== undefined) checkAge(app, writer, rpoSeconds, report);
}

/** A backup that is under way when the cluster is lost is lost with it, so the one before counts. */
function checkAge(app: App, { id, source }: Cluster, rpoSeconds: number, report: Report): void {
  const profile = BACKUP_PROFILES[source.value.backupProfile];
  if (profile === undefined) return;
  const oldest = profile.everySeconds + profile.takesSeconds;
  if (oldest <= rpoSeconds) return;
  report(
    say.rpoBelowBackup({
      at: app.files.contract.at(['application', 'data', 'rpo']),
      app: app.name,
      cluster: id,
      rpo: formatDuration(rpoSeconds),
      arithmetic: `${formatDuration(profile.everySeconds)} between two + ${formatDuration(profile.takesSeconds)} that one takes = ${formatDuration(oldest)}`,
      other: source.at(['backupProfile']),
    }),
  );
}
