import { z } from 'zod';
import { parseCidr } from '../core/cidr';
import { DNS_LABEL, DNS_NAME, LABEL_VALUE, SERVICE_NAME } from '../core/names';
import { formatQuantity, parseDurationSeconds, parseQuantity } from '../core/units';

const RESERVED_WORD = 'constructor';
/** Names become keys of maps, and every JavaScript object inherits this one. */
const isFree = (text: string): boolean => text !== RESERVED_WORD;
const TAKEN = `"${RESERVED_WORD}" is a word of the language that Meridian runs on; expected another name`;

/** A lower-case name of at most 63 letters, digits and dashes. */
export const name = z
  .string()
  .regex(DNS_LABEL, 'expected a lower-case name: letters, digits and dashes, at most 63')
  .refine(isFree, TAKEN);

/** A namespace: what Argo CD calls its unit, `baseline-namespace-<name>`, has to fit in 63 characters. */
export const namespaceName = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]{0,42}[a-z0-9])?$/,
    'expected a lower-case name: letters, digits and dashes, at most 44',
  )
  .refine(isFree, TAKEN);

/** Names of an account that every namespace has, and of containers that the mesh adds to pods. */
const TAKEN_APP_NAMES: readonly string[] = ['default', 'istio-init', 'istio-proxy', 'istio-validation'];

/** A name that starts with a letter, short enough that Meridian may put a suffix behind it. */
export const appName = z
  .string()
  .regex(SERVICE_NAME, 'expected a lower-case name that starts with a letter: letters, digits and dashes')
  .max(40, 'expected at most 40 characters, so that names derived from it fit in 63')
  .refine(isFree, TAKEN)
  .refine(
    (text) => !TAKEN_APP_NAMES.includes(text),
    'expected another name: Kubernetes or the mesh has a service account or a container of this one',
  );

/** A fully qualified DNS name. */
export const dnsName = z.string().regex(DNS_NAME, 'expected a DNS name such as orders.example.com').max(253);

/** A label value. */
export const labelValue = z
  .string()
  .regex(LABEL_VALUE, 'expected a label value: at most 63 letters, digits, ".", "_" and "-"');

/** A duration such as 30s, 5m, 1h30m or 24h; parsed to seconds. */
export const duration = z.string().transform((text, context) => {
  const seconds = parseDurationSeconds(text);
  if (seconds !== undefined) return seconds;
  context.addIssue({ code: 'custom', message: 'expected a duration such as 30s, 5m, 1h30m or 24h' });
  return z.NEVER;
});

/** A day of the calendar; the order of days is that of their texts. */
export const day = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected a day such as 2027-01-31');

/** CPU such as 500m or 2; parsed to thousandths of a core. */
export const cpu = z.union([z.string(), z.number()]).transform((value, context) => {
  const milli = parseQuantity(String(value))?.milli;
  if (milli !== undefined && milli > 0n && milli < 10n ** 9n) return Number(milli);
  context.addIssue({ code: 'custom', message: 'expected CPU such as 500m or 2' });
  return z.NEVER;
});

/** Memory or storage such as 512Mi; parsed to bytes. */
export const bytes = z.union([z.string(), z.number()]).transform((value, context) => {
  const milli = parseQuantity(String(value))?.milli;
  if (milli !== undefined && milli > 0n && milli % 1000n === 0n && milli < 10n ** 18n)
    return Number(milli / 1000n);
  context.addIssue({ code: 'custom', message: 'expected an amount of bytes such as 512Mi or 2Gi' });
  return z.NEVER;
});

/** An IPv4 range such as 10.1.0.0/16. */
export const cidr = z.string().transform((text, context) => {
  const parsed = parseCidr(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({
    code: 'custom',
    message: 'expected an IPv4 range such as 10.1.0.0/16, with no bits set behind its prefix',
  });
  return z.NEVER;
});

/** A share in percent: 99.9 or "99.9%"; parsed to a number from 0 to 100. */
export const percent = z.union([z.number(), z.string()]).transform((value, context) => {
  const number =
    typeof value === 'number'
      ? value
      : /^\d{1,3}(\.\d{1,6})?%$/.test(value)
        ? Number(value.slice(0, -1))
        : NaN;
  if (number > 0 && number <= 100) return number;
  context.addIssue({ code: 'custom', message: 'expected a share above 0 and up to 100, such as 99.9' });
  return z.NEVER;
});

/** A TCP port. */
export const port = z.int().min(1).max(65_535);

/** A port that a workload listens on: the sidecar keeps some for itself. */
export const workloadPort = port.refine(
  (number) => number < 15_000 || number > 15_099,
  'expected a port that the sidecar leaves free: not one of 15000 to 15099',
);

/** A folder inside a container. */
export const folder = z
  .string()
  .max(255)
  .regex(
    /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._-]+)+$/,
    'expected the absolute path of a folder below the root, such as /tmp/work',
  );

/** The path of an HTTP request, with the characters that routes and probes both take. */
export const urlPath = z
  .string()
  .max(255)
  .regex(
    /^(?!.*\/\/)(?!.*\/\.{1,2}(\/|$))\/([A-Za-z0-9/._~!$&'()*+,;=:@-]|%(?!2[fF])[0-9A-Fa-f]{2})*$/,
    'expected a path such as /v1/orders',
  );

/** A host that images are pulled from, with a path if need be. */
export const registryHost = z
  .string()
  .max(255)
  .regex(
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+([._/-][a-z0-9]+)*)?$/,
    'expected a host such as registry.example.com/team',
  );

/** A path inside a registry, where the charts and images of one thing lie. */
export const mirrorPath = z
  .string()
  .max(200)
  .regex(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, 'expected a path inside the registry, such as monitoring');

/** An image below a registry, with its digest. */
export const pinnedImage = z
  .string()
  .regex(
    /^[a-z0-9]+([._/-][a-z0-9]+)*@sha256:[0-9a-f]{64}$/,
    'expected a path in the registry and a digest, such as pause@sha256:…',
  );

/** An address that is asked over TLS. */
export const httpsAddress = z
  .string()
  .regex(/^https:\/\/[^\s@]{1,500}$/, 'expected an address with https:// and without a password');

/** A quantity of a resource; parsed to the text that the API server stores. */
export const quantityText = z.string().transform((text, context) => {
  const quantity = parseQuantity(text);
  if (quantity !== undefined) return formatQuantity(quantity);
  context.addIssue({ code: 'custom', message: 'expected a quantity such as 500m, 2 or 1Gi' });
  return z.NEVER;
});

/** How long a request may take: more than nothing, at most an hour, and milliseconds only below 100 s. */
export const requestTimeout = duration.refine(
  (seconds) => seconds > 0 && seconds <= 3600 && (Number.isInteger(seconds) || seconds < 100),
  'expected a time from 1ms to 1h, in whole seconds from 100s on',
);
