import type { ClusterInput } from '../config/cluster-schema';
import type { Located } from '../config/located';
import type { Diagnostic } from '../core/diagnostic';
import type { Provider } from '../providers/provider';
import { foreignAccount, keysUnread } from './access-messages';

/** Reports an account that is not spelt as its provider spells them, and keys that nobody asks for there. */
export function checkAccount(
  source: Located<ClusterInput>,
  { name, identity }: Provider,
  report: (diagnostic: Diagnostic) => void,
): void {
  if (source.value.account?.keys !== undefined && identity.namesKeys !== true)
    report(keysUnread({ at: source.atKey(['account', 'keys']), provider: name }));
  const id = source.value.account?.id;
  const { form, example } = identity.account;
  if (id === undefined || form.test(id)) return;
  report(foreignAccount({ at: source.at(['account', 'id']), id, provider: name, example }));
}
