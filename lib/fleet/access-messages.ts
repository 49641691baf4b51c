import { defineMessage, type Position } from '../core/diagnostic';

/** An account of another cloud, or misspelt. */
export const foreignAccount = defineMessage<{
  at: Position | undefined;
  id: string;
  provider: string;
  example: string;
}>('fleet/foreign-account', {
  reason: 'Roles and identities are named after the account, and those of another are not found.',
  text: ({ at, id, provider, example }) => ({
    at,
    message: `"${id}" is no account of provider "${provider}"`,
    remedy: `Write it as in ${example}.`,
  }),
});
