import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position;
  readonly app: string;
}

/** Shares that are not the whole. */
export const weightsNotWhole = defineMessage<Place & { arithmetic: string; sum: number }>(
  'plan/weights-not-whole',
  {
    reason: 'Istio refuses shares that do not add up to 100, and the sync of the app would fail.',
    text: ({ at, app, arithmetic, sum }) => ({
      at,
      message: `the weights of ${app} are ${arithmetic} = ${sum}, not 100`,
      remedy: 'Give what is missing to one of them, or take it away.',
    }),
  },
);

/** A region that a share is for and that does not run the app, or the other way round. */
export const weightsElsewhere = defineMessage<
  Place & { weighted: readonly string[]; placed: readonly string[] }
>('plan/weights-elsewhere', {
  reason: 'A region without a share gets no request, not even when the others are lost.',
  text: ({ at, app, weighted, placed }) => ({
    at,
    message: `the weights of ${app} are for ${listed(weighted)}, and it runs in ${listed(placed)}`,
    remedy: 'Give every region of the app a weight, and no other.',
  }),
});

/** Shares of an app for which something else decides who answers. */
export const weightsWithoutChoice = defineMessage<Place & { because: string; other: Position }>(
  'plan/weights-without-choice',
  {
    reason: 'Shares are for regions of which any may answer any request.',
    text: ({ at, app, because, other }) => ({
      at,
      message: `${app} has weights, and ${because}`,
      remedy: 'Take the weights out, or what decides instead.',
      related: [{ label: 'what decides', at: other }],
    }),
  },
);

/** Shares that the mesh cannot say. */
export const weightsNotExpressible = defineMessage<Place & { because: string }>(
  'plan/weights-not-expressible',
  {
    reason:
      'All pods of another network stand behind its gateway, of which Envoy keeps one copy: a share is for one zone of one cluster.',
    text: ({ at, app, because }) => ({
      at,
      message: `${app} has weights, and ${because}`,
      remedy: 'Place the app in one cluster of each region, and name the zones of each.',
    }),
  },
);
