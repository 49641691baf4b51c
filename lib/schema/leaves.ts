import { z } from 'zod';
import { parseCidr } from '../core/cidr';
import { DNS_LABEL, DNS_NAME, LABEL_VALUE, SERVICE_NAME } from '../core/names';
import { parseDurationSeconds, parseQuantity } from '../core/units';

/** A lower-case name of at most 63 letters, digits and dashes. */
export const name = z.string().regex(DNS_LABEL, 'expected a lower-case name: letters, digits and dashes, at most 63');

/** A name that starts with a letter, short enough that Meridian may put a suffix behind it. */
export const appName = z
  .string()
  .regex(SERVICE_NAME, 'expected a lower-case name that starts with a letter: letters, digits and dashes')
  .max(40, 'expected at most 40 characters, so that names derived from it fit in 63');

/** A fully qualified DNS name. */
export const dnsName = z.string().regex(DNS_NAME, 'expected a DNS name such as orders.example.com').max(253);

/** A label value. */
export const labelValue = z.string().regex(LABEL_VALUE, 'expected a label value: at most 63 letters, digits, ".", "_" and "-"');

/** A duration such as 30s, 5m, 1h30m or 24h; parsed to seconds. */
export const duration = z.string().transform((text, context) => {
  const seconds = parseDurationSeconds(text);
  if (seconds !== undefined) return seconds;
  context.addIssue({ code: 'custom', message: 'expected a duration such as 30s, 5m, 1h30m or 24h' });
  return z.NEVER;
});

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
  if (milli !== undefined && milli > 0n && milli % 1000n === 0n && milli < 10n ** 18n) return Number(milli / 1000n);
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
  const number = typeof value === 'number' ? value : /^\d{1,3}(\.\d{1,6})?%$/.test(value) ? Number(value.slice(0, -1)) : NaN;
  if (number > 0 && number <= 100) return number;
  context.addIssue({ code: 'custom', message: 'expected a share above 0 and up to 100, such as 99.9' });
  return z.NEVER;
});

/** A TCP port. */
export const port = z.int().min(1).max(65_535);

/** An absolute path inside a container. */
export const absolutePath = z.string().regex(/^\/[^\0]{0,254}$/, 'expected an absolute path such as /tmp');
