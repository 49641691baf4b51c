import type { FleetInput } from '../config/fleet-schema';
import type { Located } from '../config/located';
import type { Diagnostic, Position } from '../core/diagnostic';
import { PROVIDERS } from '../providers';
import { foreignAccount } from './access-messages';
import * as say from './certificate-messages';
import type { DnsZone } from './fleet';

/** Reports a zone that is not spelt as its cloud spells them, and one that is not that of the entry. */
export function checkDnsZone(fleet: Located<FleetInput>, report: (diagnostic: Diagnostic) => void): void {
  const { dnsZone, entry } = fleet.value;
  if (dnsZone === undefined) return;
  const { provider, account, id } = dnsZone;
  const { identity, dns } = PROVIDERS[provider];
  const { form, example } = identity.account;
  if (!form.test(account))
    report(foreignAccount({ at: fleet.at(['dnsZone', 'account']), id: account, provider, example }));
  const at = (): Position => fleet.at(['dnsZone', 'id']);
  if (!dns.zone.form.test(id)) report(say.foreignZone({ at: at(), id, provider, ...dns.zone }));
  else if (entry?.route53 !== undefined && entry.route53.hostedZone !== id)
    report(say.zonesDiffer({ at: at(), id, other: fleet.at(['entry', 'route53', 'hostedZone']) }));
}

/** The zone, with how its cloud serves it. */
export function resolveDnsZone({ dnsZone }: FleetInput): DnsZone | undefined {
  if (dnsZone === undefined) return undefined;
  const { dns, identity } = PROVIDERS[dnsZone.provider];
  return { ...dnsZone, dns, identity };
}
