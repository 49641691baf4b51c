import { listOf, objectOf, shown, textOf, valueAt } from '../core/json';
import type { Json } from '../core/manifest';
import { onceFor } from '../core/once-for';
import type { LintEntry } from './lint-entry';
import type { LintIndex } from './lint-index';

/** The prefix of annotations that external-dns reads since 0.22, and the one before that. */
export const DNS_PREFIXES = ['external-dns.kubernetes.io/', 'external-dns.alpha.kubernetes.io/'] as const;

/** What a record of Route 53 is one of several by. */
export type DnsPolicy = 'failover' | 'geolocation' | 'geoproximity' | 'latency' | 'multi-value' | 'weighted';

/** One record of one name that external-dns, or the controller of Route 53, is asked for. */
export interface DnsRecord {
  readonly entry: LintEntry;
  readonly name: string;
  /** As A; '' where the target decides it. */
  readonly type: string;
  /** '' where it has none. */
  readonly setIdentifier: string;
  /** Empty where the object's load balancer is the target. */
  readonly targets: readonly string[];
  /** Settings for the provider without their prefix, as `weight`. */
  readonly settings: ReadonlyMap<string, string>;
  readonly policies: readonly DnsPolicy[];
  /** Path of the targets. */
  readonly targetsField: string;
  /** Path of the set identifier, or of a setting. */
  readonly fieldOf: (key: string) => string;
}

const POLICY_SETTINGS: readonly (readonly [start: string, policy: DnsPolicy])[] = [
  ['failover', 'failover'],
  ['geolocation-', 'geolocation'],
  ['geoproximity-', 'geoproximity'],
  ['multi-value-answer', 'multi-value'],
  ['region', 'latency'],
  ['weight', 'weighted'],
];

/** Kinds whose annotations external-dns reads, and the path of their own names. */
const ANNOTATED: Readonly<Record<string, readonly string[]>> = {
  'GRPCRoute.gateway.networking.k8s.io': ['spec', 'hostnames'],
  'HTTPRoute.gateway.networking.k8s.io': ['spec', 'hostnames'],
  'Ingress.networking.k8s.io': ['spec', 'rules'],
  Service: [],
  'TLSRoute.gateway.networking.k8s.io': ['spec', 'hostnames'],
};

/** The types of objects whose annotations external-dns reads for records. */
export const ANNOTATED_TYPES: readonly string[] = Object.keys(ANNOTATED);

/** Every record that objects of the fleet ask for: RecordSets, endpoints of DNSEndpoints, and annotated routes and Services. */
export const dnsRecords: (index: LintIndex) => readonly DnsRecord[] = onceFor(findRecords);

function findRecords(index: LintIndex): readonly DnsRecord[] {
  const endpoints = index.ofType('DNSEndpoint.externaldns.k8s.io').flatMap(endpointRecords);
  const annotated = Object.entries(ANNOTATED).flatMap(([type, path]) =>
    index.ofType(type).flatMap((entry) => annotatedRecords(entry, path)),
  );
  return [...index.ofType('RecordSet.route53.services.k8s.aws').map(setRecord), ...endpoints, ...annotated];
}

/**
 * Records of one name and type, which Route 53 looks at together. What one cluster asks for several times, as two routes of
 * one host do, its external-dns makes one record of.
 */
export function recordSets(index: LintIndex): readonly (readonly DnsRecord[])[] {
  const sets = new Map<string, DnsRecord[]>();
  const seen = new Set<string>();
  for (const record of dnsRecords(index)) {
    const identity = `${record.entry.cluster} ${record.name} ${record.type} ${record.setIdentifier}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    const key = `${record.name} ${record.type}`;
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [record]);
    else set.push(record);
  }
  return [...sets.values()];
}

/** Annotations of an object that are meant for external-dns: name without its prefix, and value. */
export function dnsAnnotations({ object }: LintEntry): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const annotations = objectOf(object.metadata.annotations);
  for (const key in annotations) {
    const prefix = DNS_PREFIXES.find((start) => key.startsWith(start));
    if (prefix !== undefined) found.set(key.slice(prefix.length), shown(annotations[key]));
  }
  return found;
}

/** Settings of external-dns by the fields of a RecordSet that say the same. */
const SET_FIELDS: Readonly<Record<string, readonly string[]>> = {
  failover: ['failover'],
  'geolocation-continent-code': ['geoLocation', 'continentCode'],
  'geolocation-country-code': ['geoLocation', 'countryCode'],
  'health-check-id': ['healthCheckRef'],
  region: ['region'],
  weight: ['weight'],
};

function setRecord(entry: LintEntry): DnsRecord {
  const spec = objectOf(entry.object['spec']);
  const settings = new Map<string, string>();
  for (const [key, path] of Object.entries(SET_FIELDS)) {
    const value = valueAt(spec, ...path);
    if (value !== undefined) settings.set(key, shown(value));
  }
  const fieldOf = (key: string): string => ['spec', ...(SET_FIELDS[key] ?? [key])].join('.');
  return dnsRecord(entry, settings, fieldOf, {
    name: shown(spec['name']).replace(/\.$/, ''),
    type: textOf(spec['recordType']) ?? '',
    setIdentifier: textOf(spec['setIdentifier']) ?? '',
    targets: listOf(spec['resourceRecords']).map((item) => shown(objectOf(item)['value'])),
    targetsField: 'spec.resourceRecords',
  });
}

function endpointRecords(entry: LintEntry): readonly DnsRecord[] {
  return listOf(valueAt(entry.object, 'spec', 'endpoints')).map((item, position) => {
    const { dnsName, recordType, setIdentifier, targets, providerSpecific } = objectOf(item);
    const place = `spec.endpoints[${position}]`;
    const settings = new Map<string, string>();
    for (const setting of listOf(providerSpecific)) {
      const { name, value } = objectOf(setting);
      settings.set(shown(name).replace(/^aws\//, ''), shown(value));
    }
    return dnsRecord(
      entry,
      settings,
      (key) => `${place}.${key === 'setIdentifier' ? key : `providerSpecific["${key}"]`}`,
      {
        name: shown(dnsName),
        type: textOf(recordType) ?? '',
        setIdentifier: textOf(setIdentifier) ?? '',
        targets: listOf(targets).map(shown),
        targetsField: `${place}.targets`,
      },
    );
  });
}

function annotatedRecords(entry: LintEntry, path: readonly string[]): readonly DnsRecord[] {
  const annotations = dnsAnnotations(entry);
  if (annotations.size === 0) return [];
  const settings = new Map(
    [...annotations].flatMap(([key, value]): [string, string][] =>
      key.startsWith('aws-') ? [[key.slice('aws-'.length), value]] : [],
    ),
  );
  const own = path.length === 0 ? [] : listOf(valueAt(entry.object, ...path)).map(nameIn);
  const names = new Set([...own, ...wordsIn(annotations.get('hostname'))].filter(Boolean));
  const fieldOf = (key: string): string =>
    `metadata.annotations["…/${key === 'setIdentifier' ? 'set-identifier' : `aws-${key}`}"]`;
  return [...names].map((name) =>
    dnsRecord(entry, settings, fieldOf, {
      name,
      type: '',
      setIdentifier: annotations.get('set-identifier') ?? '',
      targets: wordsIn(annotations.get('target')),
      targetsField: 'metadata.annotations["…/target"]',
    }),
  );
}

/** A rule of an Ingress holds its host in a field. */
function nameIn(item: Json): string {
  return textOf(item) ?? textOf(objectOf(item)['host']) ?? '';
}

function wordsIn(text: string | undefined): readonly string[] {
  return (text ?? '').split(/\s*,\s*/).filter(Boolean);
}

function dnsRecord(
  entry: LintEntry,
  settings: ReadonlyMap<string, string>,
  fieldOf: DnsRecord['fieldOf'],
  rest: Pick<DnsRecord, 'name' | 'type' | 'setIdentifier' | 'targets' | 'targetsField'>,
): DnsRecord {
  const keys = [...settings.keys()];
  const policies = POLICY_SETTINGS.flatMap(([start, policy]) =>
    keys.some((key) => key === start || (start.endsWith('-') && key.startsWith(start))) ? [policy] : [],
  );
  return { entry, settings, policies, fieldOf, ...rest };
}
