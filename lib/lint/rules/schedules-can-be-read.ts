import { textOf, valueAt } from '../../core/json';
import { isSchedule } from '../cron';
import { defineRule } from '../define-rule';

/** A CronJob says when it runs in the five fields of cron, and in a time zone with a name. */
export const schedulesCanBeRead = defineRule({
  name: 'schedule-unread',
  reason: 'The API server refuses it, or the controller never starts a job and says so in an event alone.',
  check(index, find) {
    for (const entry of index.ofType('CronJob.batch')) {
      const schedule = textOf(valueAt(entry.object, 'spec', 'schedule')) ?? '';
      if (!isSchedule(schedule))
        find(
          entry,
          'spec.schedule',
          `is "${schedule}", which is no schedule`,
          'Write minute, hour, day, month and weekday, such as "30 2 * * 1"; the zone goes into spec.timeZone.',
        );
      const zone = textOf(valueAt(entry.object, 'spec', 'timeZone'));
      if (zone !== undefined && !/^(Etc\/)?UTC$|^[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z_+-]+){1,2}$/.test(zone))
        find(
          entry,
          'spec.timeZone',
          `is "${zone}", which names no zone`,
          'Write Etc/UTC, or a name such as Europe/Paris.',
        );
    }
  },
});
