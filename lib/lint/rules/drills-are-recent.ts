import { daysBetween } from '../../core/days';
import { defineMessage, type Position } from '../../core/diagnostic';
import type { LintRule } from '../lint';

const PRODUCTION = 'prod';

const message = defineMessage<{ at: Position; cluster: string; seen: string; days: number }>(
  'lint/drill-due',
  {
    severity: 'warning',
    reason:
      'What is computed holds for what was declared. Only a drill shows what nobody wrote down: a certificate that is missing, a quota, a name that is called by hand.',
    text: ({ at, cluster, seen, days }) => ({
      at,
      message: `${cluster} ${seen}, and is to be withdrawn on purpose every ${days} days`,
      remedy:
        'Compare "meridian simulate --lose" with what happens while it has "traffic: drained", and write date and evidence into "lastDrill".',
    }),
  },
);

/** What the fleet is meant to survive was seen to be survived, not too long ago. */
export const drillsAreRecent: LintRule = {
  message,
  check({ plan: { fleet }, today }, report) {
    const days = fleet.source.value.recovery.drillEveryDays;
    if (days === undefined || today === undefined) return;
    for (const { id, environment, source } of fleet.clusters) {
      if (environment !== PRODUCTION) continue;
      const drill = source.value.lastDrill;
      if (drill === undefined) {
        report(
          message({
            at: source.at(['clusterId']),
            cluster: id,
            seen: 'was never seen to be done without',
            days,
          }),
        );
        continue;
      }
      const age = daysBetween(drill.date, today);
      if (age <= days) continue;
      const seen = `was last done without ${age} days ago (${drill.evidence})`;
      report(message({ at: source.at(['lastDrill', 'date']), cluster: id, seen, days }));
    }
  },
};
