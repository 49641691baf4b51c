import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position | undefined;
}

/** An overlay for no cluster. */
export const overlayMatchesNothing = defineMessage<Place & { where: string }>(
  'fleet/overlay-matches-nothing',
  {
    reason: 'An overlay that is for no cluster is a wish that nobody hears.',
    text: ({ at, where }) => ({
      at,
      message: `this overlay matches no cluster ${where}`,
      remedy: 'Widen its match, or delete it.',
    }),
  },
);

/** An overlay for rings that are declared and that no cluster follows. */
export const overlayOfIdleRing = defineMessage<Place & { where: string; rings: readonly string[] }>(
  'fleet/overlay-of-idle-ring',
  {
    severity: 'warning',
    reason: 'It counts for nobody until a cluster follows the ring.',
    text: ({ at, where, rings }) => ({
      at,
      message: `this overlay matches no cluster ${where}, as no cluster follows the ring ${listed(rings, 'or')}`,
      remedy: 'Keep it for the cluster that will, or delete it.',
    }),
  },
);

/** An overlay that changes nothing. */
export const overlayWithoutEffect = defineMessage<Place & { path: string; why: string }>(
  'fleet/overlay-without-effect',
  {
    reason: 'A value that never counts misleads whoever reads it.',
    text: ({ at, path, why }) => ({
      at,
      message: `this overlay sets ${path}, and ${why}`,
      remedy: 'Delete it, or make its match more specific.',
    }),
  },
);

/** An overlay of a value that cannot differ between clusters. */
export const overlayOfSharedValue = defineMessage<Place & { path: string }>('fleet/overlay-of-shared-value', {
  reason: 'Callers in one cluster meet the app in another, so the whole fleet shares this value.',
  text: ({ at, path }) => ({
    at,
    message: `no overlay can set ${path}`,
    remedy: 'Set it under "application" of app.yaml instead.',
  }),
});

/** An overlay that sets nothing. */
export const overlayEmpty = defineMessage<Place>('fleet/overlay-empty', {
  reason: 'Its author surely meant to change something.',
  text: ({ at }) => ({
    at,
    message: 'this overlay sets nothing',
    remedy: 'Say what differs in these clusters, or delete it.',
  }),
});

/** Two overlays of equal rank that disagree. */
export const overlayConflict = defineMessage<
  Place & { path: string; clusters: readonly string[]; value: string; otherValue: string; other: Position }
>('fleet/overlay-conflict', {
  reason: 'Neither overlay is more specific, so there is no telling which one is meant.',
  text: ({ at, path, clusters, value, otherValue, other }) => ({
    at,
    message: `in ${listed(clusters)}, ${path} is ${value} here and ${otherValue} in another overlay that is as specific`,
    remedy: 'Make one of the two matches narrower, or the values equal.',
    related: [{ label: `sets ${otherValue}`, at: other }],
  }),
});
