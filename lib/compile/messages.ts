import { defineMessage, type Position } from '../core/diagnostic';

/** A resources.ts that threw. */
export const resourcesFailed = defineMessage<{ at: Position; app: string; cluster: string; problem: string }>(
  'compile/resources-failed',
  {
    reason: 'What it would have added is unknown, so nothing of the app can be written.',
    text: ({ at, app, cluster, problem }) => ({
      at,
      message: `resources.ts of ${app} failed in ${cluster}: ${problem}`,
      remedy: 'Mend the function.',
    }),
  },
);

/** A resources.ts whose second run gave something else. */
export const resourcesDiffer = defineMessage<{ at: Position; app: string; cluster: string }>(
  'compile/resources-differ',
  {
    reason: 'The same inputs must give the same bytes, or every run makes a diff that nobody asked for.',
    text: ({ at, app, cluster }) => ({
      at,
      message: `resources.ts of ${app} gave two different results in ${cluster}`,
      remedy:
        'Take out whatever depends on the time, on chance, on the environment or on state that outlives the call.',
    }),
  },
);
