import { listed } from '../../core/text';
import { defineRule } from '../define-rule';
import { recordSets, type DnsRecord } from '../dns-record';

/** All records of one name are of one routing policy, in all clusters. */
export const dnsRecordsShareAPolicy = defineRule({
  name: 'dns-policy-mixed',
  reason:
    'Route 53 refuses a record whose policy is not that of the others of its name: the region of that record gets no requests.',
  check(index, find) {
    for (const set of recordSets(index)) {
      const [first] = set;
      for (const record of set) {
        if (record.policies.length > 1)
          find(
            record.entry,
            record.fieldOf('setIdentifier'),
            `of ${record.name} is of a record that is ${listed(record.policies)} at once`,
            'Leave the settings of one routing policy.',
          );
        if (first === undefined || policyOf(record) === policyOf(first)) continue;
        find(
          record.entry,
          record.fieldOf('setIdentifier'),
          `of ${record.name} is of a record that is ${policyOf(record)}, and that of ${first.entry.cluster} is ${policyOf(first)}`,
          'Give all records of the name one routing policy.',
        );
      }
    }
  },
});

function policyOf({ policies }: DnsRecord): string {
  return policies[0] ?? 'simple';
}
