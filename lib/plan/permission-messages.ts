import { defineMessage, type Position } from '../core/diagnostic';
import { counted, listed } from '../core/text';

/** Apps ask for permissions that nobody can write down, because a fact about the account is missing. */
export const permissionsUnknown = defineMessage<{
  at: Position | undefined;
  cluster: string;
  missing: readonly string[];
  apps: readonly string[];
}>('plan/permissions-unknown', {
  severity: 'warning',
  strict: true,
  reason: 'Until then no role is written for them, and their pods are refused by every service of the cloud.',
  text: ({ at, cluster, missing, apps }) => ({
    at,
    message: `${cluster} does not say ${listed(missing.map((fact) => `"account.${fact}"`))}, which the permissions of ${named(apps)} need`,
    remedy: missing.includes('identities')
      ? 'Make the managed identity by hand once, and note its client id under the name of the permissions.'
      : 'Add it to the file of the cluster; docs/reference/inputs.md says how each cloud spells it.',
  }),
});

function named(apps: readonly string[]): string {
  const shown = apps.slice(0, 3);
  const more = apps.length - shown.length;
  return more === 0 ? listed(shown) : `${shown.join(', ')} and ${counted(more, 'more app')}`;
}
