import { listOf, objectOf, shown, textOf } from '../../core/json';
import type { Json, JsonObject } from '../../core/manifest';
import { isSchedule } from '../cron';
import { defineRule, type Find } from '../define-rule';
import type { LintEntry } from '../lint-entry';

const SELECTORS = ['applications', 'namespaces', 'clusters'] as const;
const DURATION = /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/;
/** As the database of zones spells them, in which capitals count. */
const ZONE = /^[A-Z][\w+-]*(\/[A-Z][\w+-]*){0,2}$/;

/** A window in which Argo CD may or may not sync says when, for how long, and for what. */
export const syncWindowsCanBeRead = defineRule({
  name: 'sync-window',
  reason:
    'A window that Argo CD cannot read, or that means more than it says, holds back what nobody thought of.',
  check(index, find) {
    for (const entry of index.ofType('AppProject.argoproj.io')) {
      listOf(objectOf(entry.object['spec'])['syncWindows']).forEach((window, place) => {
        checkTime(entry, `spec.syncWindows[${place}]`, objectOf(window), find);
        checkMeaning(entry, `spec.syncWindows[${place}]`, objectOf(window), find);
      });
    }
  },
});

function checkTime(entry: LintEntry, field: string, window: JsonObject, find: Find): void {
  const { kind, schedule, duration, timeZone = 'UTC' } = window;
  const expect = (
    holds: boolean,
    key: string,
    value: Json | undefined,
    problem: string,
    remedy: string,
  ): void => {
    if (!holds) find(entry, `${field}.${key}`, `is ${shown(value ?? '')}${problem}`, remedy);
  };
  expect(kind === 'allow' || kind === 'deny', 'kind', kind, '', 'Write allow or deny.');
  expect(
    isSchedule(textOf(schedule) ?? ''),
    'schedule',
    schedule,
    ', which is no schedule',
    'Write minute, hour, day, month and weekday, such as "0 22 * * 5".',
  );
  expect(
    DURATION.test(textOf(duration) ?? ''),
    'duration',
    duration,
    ', which is no duration',
    'Write hours, such as 48h: days are not known.',
  );
  expect(
    isZone(shown(timeZone)),
    'timeZone',
    timeZone,
    ', which names no zone',
    'Write a name such as Etc/UTC.',
  );
}

function isZone(name: string): boolean {
  if (!ZONE.test(name)) return false;
  try {
    // eslint-disable-next-line no-restricted-globals -- whether a name is a zone depends on no locale
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function checkMeaning(entry: LintEntry, field: string, window: JsonObject, find: Find): void {
  const lists = SELECTORS.filter((selector) => listOf(window[selector]).length > 0);
  if (lists.length === 0) find(entry, field, 'is for nothing', 'Name applications, namespaces or clusters.');
  const isMet = window['andOperator'] === true;
  if (!isMet && lists.length > 1)
    find(
      entry,
      field,
      `is for whatever any of ${lists.join(', ')} matches`,
      'Set andOperator to true, or name one of them.',
    );
  const strange = listOf(window['clusters']).find((name) => name !== '*' && name !== entry.cluster);
  if (strange !== undefined)
    find(
      entry,
      `${field}.clusters`,
      `hold ${shown(strange)}, and destinations here are called ${entry.cluster}`,
      'Write the name as destinations have it.',
    );
}
