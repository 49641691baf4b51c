import { defineRule } from '../define-rule';
import { recordSets, type DnsRecord } from '../dns-record';

/** Each record of a name has an identifier that no other has. */
export const dnsRecordsAreDistinct = defineRule({
  name: 'dns-set-identifier',
  reason:
    'Two records of one name and identifier are one: the external-dns of one cluster overwrites or deletes what that of the other wrote.',
  check(index, find) {
    for (const set of recordSets(index)) {
      const owners = new Map<string, DnsRecord>();
      for (const record of set) {
        const { entry, name, policies, setIdentifier, fieldOf } = record;
        const owner = owners.get(setIdentifier);
        if (owner === undefined) owners.set(setIdentifier, record);
        if (setIdentifier === '' && (policies.length > 0 || owner !== undefined))
          find(
            entry,
            fieldOf('setIdentifier'),
            `of ${name} is missing, and it is one record of several`,
            'Give each record one of its own, such as the id of its cluster.',
          );
        else if (owner !== undefined)
          find(
            entry,
            fieldOf('setIdentifier'),
            `of ${name} is "${setIdentifier}", as in ${owner.entry.cluster}`,
            'Give each record one of its own, such as the id of its cluster.',
          );
      }
    }
  },
});
