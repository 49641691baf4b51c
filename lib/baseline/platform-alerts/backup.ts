import { counter, gauge, type Alert, type TestCase, type TestSeries } from '../../plan/alerts/alert';
import { backupIn, backupSets, readSets, type BackupSet } from '../../plan/backups/backup-sets';
import type { BackupProfile } from '../../fleet/backup/profile';
import { formatDuration } from '../../core/units';
import type { ComponentContext } from '../component';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Clusters look at the places of others once a minute; this is more than a slow look takes. */
const SEEN_WITHIN = HOUR;

/** Whether Velero keeps what the backup profile promises. */
export function backupAlerts(context: ComponentContext): readonly Alert[] {
  const { fleet, cluster } = context;
  const backup = backupIn(fleet, cluster, 'velero');
  if (backup === undefined) return [];
  const own = backupSets(fleet, cluster);
  return [
    ...ages(context, own, backup.profile),
    ...copies(context),
    failures(cluster.id, backup.profile),
    location(cluster.id),
    ...restores(cluster.id, backup.profile),
  ];
}

const last = (schedule: string): string => `velero_backup_last_successful_timestamp{schedule='${schedule}'}`;
/** One that was taken this long before the test began; and one that is taken all the time. */
const old = (schedule: string, seconds: number): TestSeries => gauge(last(schedule), -seconds, '70m');
const fresh = (schedule: string): TestSeries => ({ series: last(schedule), values: '0+60x80' });

/** Whether the newest success of a schedule is older than that, with the schedule as a label. */
const olderThan = (schedule: string, seconds: number): string =>
  `time() - max by (schedule) (${last(schedule)}) > ${seconds}`;

/** One case for each of several things that may be wrong alone. */
function firesFor<Thing>(
  things: readonly Thing[],
  caseOf: (wrong: Thing) => TestCase,
): Pick<Alert, 'fires' | 'firesToo'> {
  const [fires = { at: '1m', series: [] }, ...firesToo] = things.map(caseOf);
  return { fires, firesToo };
}

/** Between two there is the interval, and what one takes: what is older was not taken. */
function ages(
  { cluster }: ComponentContext,
  sets: readonly BackupSet[],
  { everySeconds, takesSeconds }: BackupProfile,
): readonly Alert[] {
  const oldest = everySeconds + takesSeconds;
  const at = formatDuration(oldest + HOUR);
  const names = sets.map(({ name }) => name);
  const seen = (of: readonly string[]): TestSeries[] => of.map((name) => gauge(last(name), 0, at));
  return [
    {
      name: 'BackupTooOld',
      severity: 'page',
      expr: names.map((name) => olderThan(name, oldest)).join(' or '),
      for: '15m',
      summary: `The newest backup of {{ $labels.schedule }} in ${cluster.id} is {{ $value | humanizeDuration }} old, and ${formatDuration(oldest)} is promised.`,
      ...firesFor(names, (late) => ({
        at: '40m',
        series: names.map((name) => (name === late ? old(name, oldest) : fresh(name))),
      })),
      silent: { at: '40m', series: names.map(fresh) },
    },
    {
      name: 'BackupMissing',
      severity: 'ticket',
      expr: names.map((name) => `absent(${last(name)})`).join(' or '),
      for: formatDuration(oldest),
      summary: `There is no backup of {{ $labels.schedule }} in ${cluster.id} that succeeded.`,
      ...firesFor(names, (missing) => ({ at, series: seen(names.filter((name) => name !== missing)) })),
      silent: { at, series: seen(names) },
    },
  ];
}

/** A backup that is not seen here cannot be restored here, however well it went there. */
function copies({ fleet, cluster }: ComponentContext): readonly Alert[] {
  const read = readSets(fleet, cluster).flatMap(({ owner, set, place }) => {
    const profile = fleet.backupOf(owner)?.profile;
    const lag = place === set.store.replica ? set.store.replica.lagSeconds : 0;
    if (profile === undefined) return [];
    return [{ name: set.name, oldest: profile.everySeconds + profile.takesSeconds + lag + SEEN_WITHIN }];
  });
  if (read.length === 0) return [];
  const longest = Math.max(...read.map(({ oldest }) => oldest));
  const at = formatDuration(longest + HOUR);
  return [
    {
      name: 'BackupCopyTooOld',
      severity: 'ticket',
      expr: read.map(({ name, oldest }) => olderThan(name, oldest)).join(' or '),
      for: '15m',
      summary: `The newest backup of {{ $labels.schedule }} that ${cluster.id} could restore is {{ $value | humanizeDuration }} old.`,
      ...firesFor(read, (late) => ({
        at: '40m',
        series: read.map((set) => (set === late ? old(set.name, set.oldest) : fresh(set.name))),
      })),
      silent: { at: '40m', series: read.map(({ name }) => fresh(name)) },
    },
    {
      name: 'BackupCopyMissing',
      severity: 'ticket',
      expr: read.map(({ name }) => `absent(${last(name)})`).join(' or '),
      for: formatDuration(longest),
      summary: `${cluster.id} sees no backup of {{ $labels.schedule }} that it could restore.`,
      ...firesFor(read, (missing) => ({
        at,
        series: read.filter((set) => set !== missing).map(({ name }) => gauge(last(name), 0, at)),
      })),
      silent: { at, series: read.map(({ name }) => gauge(last(name), 0, at)) },
    },
  ];
}

function failures(cluster: string, { everySeconds }: BackupProfile): Alert {
  const names = ['velero_backup_failure_total', 'velero_backup_partial_failure_total'];
  const sums = names.map((name) => `sum by (schedule) (increase(${name}[${formatDuration(everySeconds)}]))`);
  const series = (perMinute: number): TestSeries[] =>
    names.map((name) => counter(`${name}{schedule='${cluster}'}`, perMinute, '70m'));
  return {
    name: 'BackupFails',
    severity: 'ticket',
    expr: `${sums.join(' + ')} > 0`,
    summary: `A backup of {{ $labels.schedule }} failed, or lacks something.`,
    fires: { at: '40m', series: series(1) },
    silent: { at: '40m', series: series(0) },
  };
}

function location(cluster: string): Alert {
  const series = `velero_backup_location_status_gauge{backup_location_name='${cluster}'}`;
  return {
    name: 'BackupLocationUnavailable',
    severity: 'ticket',
    expr: 'min by (backup_location_name) (velero_backup_location_status_gauge) < 1',
    for: '30m',
    summary: `${cluster} does not reach the backups of {{ $labels.backup_location_name }}.`,
    fires: { at: '40m', series: [gauge(series, 0, '40m')] },
    silent: { at: '40m', series: [gauge(series, 1, '40m')] },
  };
}

/** The test restores what the schedule made; whoever restores by hand restores a backup by its name, and is counted too. */
function restores(cluster: string, { restoreTestDays }: BackupProfile): readonly Alert[] {
  const names = ['failed', 'partial_failure', 'validation_failed'].map(
    (how) => `velero_restore_${how}_total`,
  );
  const series = (perMinute: number): TestSeries[] =>
    names.map((name) => counter(`${name}{schedule='${cluster}'}`, perMinute, '70m'));
  const job = "{namespace='velero',cronjob='restore-test'}";
  const done = `kube_cronjob_status_last_successful_time${job}`;
  // A test that never succeeded is as old as its schedule.
  const created = `kube_cronjob_created${job}`;
  const longest = (restoreTestDays + 1) * DAY;
  return [
    {
      name: 'RestoreFails',
      severity: 'ticket',
      expr: `${names.map((name) => `sum by (schedule) (increase(${name}[1d]))`).join(' + ')} > 0`,
      summary: `A restore of {{ $labels.schedule }} in ${cluster} failed, or lacks something.`,
      fires: { at: '40m', series: series(1) },
      silent: { at: '40m', series: series(0) },
    },
    {
      name: 'RestoreTestOverdue',
      severity: 'ticket',
      expr: `time() - (max(${done}) or max(${created})) > ${longest}`,
      for: '1h',
      summary: `No restore was tried in ${cluster} for {{ $value | humanizeDuration }}.`,
      fires: { at: '70m', series: [gauge(done, -longest, '70m'), gauge(created, -longest, '70m')] },
      firesToo: [{ at: '70m', series: [gauge(created, -longest, '70m')] }],
      silent: { at: '70m', series: [gauge(done, 0, '70m'), gauge(created, -longest, '70m')] },
    },
  ];
}
