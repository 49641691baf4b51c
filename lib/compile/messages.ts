import { defineMessage, type Position } from '../core/diagnostic';
import { listed } from '../core/text';

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

/** Controllers of the platform ask for permissions that nobody can write down, because a fact about the account is missing. */
export const controllersUnknown = defineMessage<{
  at: Position | undefined;
  cluster: string;
  missing: readonly string[];
  controllers: readonly string[];
}>('compile/controllers-unknown', {
  severity: 'warning',
  strict: true,
  reason: 'Until then no role is written for them, and every service of the cloud refuses what they ask.',
  text: ({ at, cluster, missing, controllers }) => ({
    at,
    message: `${cluster} does not say ${listed(missing.map((fact) => `"account.${fact}"`))}, which the permissions of ${listed(controllers)} need`,
    remedy: missing.includes('identities')
      ? 'Make the managed identity of each by hand once, and note its client id under its name.'
      : 'Add it to the file of the cluster; docs/reference/inputs.md says how each cloud spells it.',
  }),
});
