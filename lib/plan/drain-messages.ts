import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position | undefined;
}

/** A drained cluster that takes the writes of an app. */
export const primaryDrained = defineMessage<Place & { other: Position; app: string; primary: string }>(
  'plan/primary-drained',
  {
    reason: 'Every request of the app goes to its primary: drained, it would serve nobody.',
    text: ({ at, app, primary, other }) => ({
      at,
      message: `${primary} is drained, and it is the primary of ${app}`,
      remedy: 'Promote another cluster first, name it in data.primary, and let that reach every cluster.',
      related: [{ label: 'the data of the app', at: other }],
    }),
  },
);

/** An app that has nowhere else to be served. */
export const drainedEverywhere = defineMessage<Place & { app: string; clusters: readonly string[] }>(
  'plan/drained-everywhere',
  {
    severity: 'warning',
    reason: 'Nobody else could answer, so it goes on being served there.',
    text: ({ at, app, clusters }) => ({
      at,
      message: `${app} is not drained from ${listed(clusters)}: it runs nowhere else`,
      remedy: 'Place it in another region first, or accept that its callers still come.',
    }),
  },
);

/** Records that only a drained cluster has. */
export const homeDrained = defineMessage<Place & { app: string; cluster: string; mode: string }>(
  'plan/home-drained',
  {
    severity: 'warning',
    reason: 'Requests for them are sent to another region, which does not have them.',
    text: ({ at, app, cluster, mode }) => ({
      at,
      message: `what ${app} keeps at home in ${cluster} is out of reach while that is drained (data mode "${mode}")`,
      remedy: 'Move the records first, or accept that their owners wait.',
    }),
  },
);
