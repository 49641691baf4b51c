import type { z } from 'zod';
import * as leaves from '../../lib/schema/leaves';

/** What an editor and a reader are told about a kind of leaf. */
export interface LeafForm {
  /** How the reference page calls it. */
  readonly word: string;
  /** Regular expression of its written form, where the schema has none of its own. */
  readonly pattern?: string;
  readonly example: unknown;
}

const DURATION = '^(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?(\\d+ms)?$';
const QUANTITY = '^\\d+(\\.\\d+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$';
const PERCENT = '^\\d{1,3}(\\.\\d{1,6})?%$';
const IPV4_RANGE = '^(\\d{1,3}\\.){3}\\d{1,3}/\\d{1,2}$';

const FORMS: readonly (readonly [z.ZodType, LeafForm])[] = [
  [leaves.name, { word: 'name', example: 'orders' }],
  [leaves.namespaceName, { word: 'name', example: 'orders' }],
  [leaves.appName, { word: 'app name', example: 'orders-api' }],
  [leaves.dnsName, { word: 'DNS name', example: 'orders.example.com' }],
  [leaves.labelValue, { word: 'label value', example: 'prod' }],
  [leaves.folder, { word: 'folder', example: '/tmp/work' }],
  [leaves.urlPath, { word: 'URL path', example: '/v1/orders' }],
  [leaves.registryHost, { word: 'registry host', example: 'registry.example.com/team' }],
  [leaves.duration, { word: 'duration', pattern: DURATION, example: '5m' }],
  [leaves.cpu, { word: 'CPU', pattern: QUANTITY, example: '500m' }],
  [leaves.bytes, { word: 'bytes', pattern: QUANTITY, example: '512Mi' }],
  [leaves.quantityText, { word: 'quantity', pattern: QUANTITY, example: '10Gi' }],
  [leaves.percent, { word: 'percent', pattern: PERCENT, example: 99.9 }],
  [leaves.cidr, { word: 'IPv4 range', pattern: IPV4_RANGE, example: '10.1.0.0/16' }],
  [leaves.port, { word: 'port', example: 8080 }],
  [leaves.workloadPort, { word: 'port', example: 8080 }],
];

/** The form of a leaf of lib/schema/leaves.ts, described or not; undefined for any other schema. */
export function leafForm(schema: z.core.$ZodType): LeafForm | undefined {
  const key = essence(schema);
  return FORMS.find(([leaf]) => essence(leaf) === key && key !== undefined)?.[1];
}

/** What stays when a leaf is described or made optional: the transform of a pipe, the pattern of a text, the bounds of a number. */
function essence(schema: z.core.$ZodType): unknown {
  const { def } = schema._zod;
  if (def.type === 'pipe') return (def as z.core.$ZodPipeDef).out;
  const checks = (def.checks ?? []).map((check) => check._zod.def);
  if (def.type === 'string')
    return checks.map((check) => (check as { readonly pattern?: RegExp }).pattern).find(Boolean);
  if (def.type !== 'number' || checks.length === 0) return undefined;
  return JSON.stringify(checks);
}
