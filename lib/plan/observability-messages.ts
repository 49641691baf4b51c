import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

interface Place {
  readonly at: Position;
}

/** A profile that is in no library. */
export const unknownProfile = defineMessage<
  Place & { field: string; profile: string; suggestion?: string | undefined; known: readonly string[] }
>('plan/unknown-profile', {
  reason: 'A profile that does not exist would give nothing, and nobody would notice until it was needed.',
  text: ({ at, field, profile, suggestion, known }) => ({
    at,
    message: `${field} "${profile}" is no profile`,
    remedy: suggestion === undefined ? `Known: ${listed(known, 'or')}.` : `Did you mean "${suggestion}"?`,
  }),
});

/** A promise so low that no outage reaches the rate at which somebody is told. */
export const sloUnreachable = defineMessage<
  Place & { app: string; slo: number; factor: string; window: string; threshold: string; lowest: string }
>('plan/slo-unreachable', {
  reason:
    'An alert that needs more failed requests than there are requests never fires, not even when all of them fail.',
  text: ({ at, app, slo, factor, window, threshold, lowest }) => ({
    at,
    message: `${app} promises ${slo}%, of which the alert over ${window} needs ${factor} × (1 − ${slo}%) = ${threshold} of all requests to fail`,
    remedy: `Promise ${lowest}% or more, or nothing.`,
  }),
});

/** A promise that leaves no room for a single failure. */
export const sloWithoutBudget = defineMessage<Place & { app: string }>('plan/slo-without-budget', {
  reason:
    'The error budget is what is left to 100%: without any, the first failed request of a month pages, and no rate of burning can be told.',
  text: ({ at, app }) => ({
    at,
    message: `${app} promises 100%`,
    remedy: 'Promise what users notice, such as 99.9 or 99.99.',
  }),
});

/** A promise that nothing can be held against. */
export const sloUnmeasured = defineMessage<Place & { app: string; problem: string; remedy: string }>(
  'plan/slo-unmeasured',
  {
    reason: 'An objective is a share of requests, so that somebody has to count them.',
    text: ({ at, app, problem, remedy }) => ({
      at,
      message: `${app} promises an slo, and ${problem}`,
      remedy,
    }),
  },
);

/** Metrics of the app itself on a port that it does not have. */
export const metricsPortUnknown = defineMessage<
  Place & { app: string; port: string; suggestion?: string | undefined; known: readonly string[] }
>('plan/metrics-port-unknown', {
  reason: 'Prometheus would ask a port on which nobody listens.',
  text: ({ at, app, port, suggestion, known }) => ({
    at,
    message: `${app} has no port "${port}", where its metrics shall be`,
    remedy: suggestion === undefined ? `Ports: ${listed(known)}.` : `Did you mean "${suggestion}"?`,
  }),
});
