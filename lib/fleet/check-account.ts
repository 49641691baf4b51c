import type { ClusterInput } from '../config/cluster-schema';
import type { Located } from '../config/located';
import type { Diagnostic } from '../core/diagnostic';
import type { Provider } from '../providers/provider';
import { foreignAccount } from './access-messages';

/** Reports an account that is not spelt as its provider spells them. */
export function checkAccount(
  source: Located<ClusterInput>,
  { name, identity }: Provider,
  report: (diagnostic: Diagnostic) => void,
): void {
  const id = source.value.account?.id;
  const { form, example } = identity.account;
  if (id === undefined || form.test(id)) return;
  report(foreignAccount({ at: source.at(['account', 'id']), id, provider: name, example }));
}
