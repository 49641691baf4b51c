import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position;
}

/** One half of what takes traces out of a cluster. */
export const halfTraceExport = defineMessage<Place & { cluster: string; has: string; lacks: string }>(
  'fleet/half-trace-export',
  {
    reason: 'Traces leave a cluster by a collector, which needs an image to run and an address to send to.',
    text: ({ at, cluster, has, lacks }) => ({
      at,
      message: `in ${cluster} the otel-collector has "${has}" and no "${lacks}"`,
      remedy: `Add "${lacks}", or take "${has}" out: then nothing is traced there.`,
    }),
  },
);

/** Metrics or traces of an app with a residency that are stored with those of a geography where its data may not be. */
export const telemetryLeaves = defineMessage<
  Place & {
    app: string;
    allowed: readonly string[];
    cluster: string;
    what: string;
    address: string;
    beside: string;
    geography: string;
    setting: string;
  }
>('fleet/telemetry-leaves-residency', {
  reason: 'Traces and labels hold names, addresses and identifiers: a store is a place where data is.',
  text: ({ at, app, allowed, cluster, what, address, beside, geography, setting }) => ({
    at,
    message: `the ${what} of ${app} in ${cluster} go to ${address}, to which ${beside} in ${geography} sends too; its data may only be in ${listed(allowed, 'and')}`,
    remedy: `Give ${listed(allowed, 'and')} an address of its own, by an overlay with ${setting}.`,
  }),
});
