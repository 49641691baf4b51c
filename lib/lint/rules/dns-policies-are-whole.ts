import { defineRule } from '../define-rule';
import { recordSets, type DnsPolicy, type DnsRecord } from '../dns-record';

interface Gap {
  readonly record: DnsRecord;
  readonly key: string;
  readonly problem: string;
  readonly remedy: string;
}

type Check = (records: readonly DnsRecord[], first: DnsRecord) => readonly Gap[];

/** What the records of a name must be together, by their policy. */
const CHECKS: Readonly<Partial<Record<DnsPolicy, Check>>> = {
  weighted: (records, record) =>
    records.some((other) => Number(other.settings.get('weight')) !== 0)
      ? []
      : [
          gap(
            record,
            'weight',
            'is 0, as all weights of the name are',
            'Leave at least one of them above 0.',
          ),
        ],
  failover: (records, record) =>
    (['PRIMARY', 'SECONDARY'] as const).flatMap((role) => {
      const count = records.filter((other) => other.settings.get('failover') === role).length;
      const problem = `of the name is ${role} ${count} times`;
      const remedy = 'Have one of each; with more regions use latency, geolocation or weights.';
      return count === 1 ? [] : [gap(record, 'failover', problem, remedy)];
    }),
  latency: (records) => {
    const taken = new Map<string, DnsRecord>();
    return records.flatMap((record) => {
      const region = record.settings.get('region') ?? '';
      const other = taken.get(region);
      if (other === undefined) taken.set(region, record);
      const problem = `is ${region}, as in ${other?.entry.cluster}`;
      return other === undefined
        ? []
        : [gap(record, 'region', problem, 'Name the region of the own load balancer.')];
    });
  },
  geolocation: (records, record) =>
    records.some((other) => other.settings.get('geolocation-country-code') === '*')
      ? []
      : [
          gap(
            record,
            'geolocation-country-code',
            'of the name is "*" nowhere, so that users elsewhere get no answer',
            'Give one record the country code "*".',
          ),
        ],
};

/** The records of a name make a whole: somebody answers every user. */
export const dnsPoliciesAreWhole = defineRule({
  name: 'dns-policy-incomplete',
  reason:
    'Route 53 looks at all records of a name together: where they do not fit, it refuses one of them or answers nobody.',
  check(index, find) {
    for (const records of recordSets(index)) {
      const [first] = records;
      const policy = first?.policies[0];
      if (first === undefined || policy === undefined) continue;
      for (const { record, key, problem, remedy } of CHECKS[policy]?.(records, first) ?? [])
        find(record.entry, record.fieldOf(key), `${problem} (${record.name})`, remedy);
    }
  },
});

function gap(record: DnsRecord, key: string, problem: string, remedy: string): Gap {
  return { record, key, problem, remedy };
}
