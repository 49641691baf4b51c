import { z } from 'zod';
import { dnsName, name, requestTimeout, urlPath } from '../../schema/leaves';

/** The fields of `traffic`, as they are written. */
export const trafficFields = {
  exposure: z
    .enum(['public', 'internal', 'none'])
    .default('internal')
    .describe(
      '`public`: reached from outside through the shared ingress Gateway; `internal`: by declared callers in the mesh; `none`: by nobody.',
    ),
  routing: z
    .enum(['latency', 'weighted-global', 'geo', 'failover', 'single'])
    .default('latency')
    .describe('How users outside are spread over the regions.'),
  failover: z
    .enum(['automatic', 'manual-confirmed'])
    .default('automatic')
    .describe('Who moves the traffic of a region that is lost: the mesh by itself, or a person by a commit.'),
  weights: z
    .record(name, z.int().min(1).max(100))
    .optional()
    .describe(
      'Percent of the requests that each region answers, wherever they come from: region → share, 100 in all. For what is moved little by little; without it every request stays in the nearest region.',
    ),
  hosts: z.array(dnsName).min(1).optional().describe('Public host names; default is <name>.<domain>.'),
  paths: z.array(urlPath).min(1).default(['/']).describe('Path prefixes that the public route takes.'),
  timeout: requestTimeout
    .prefault('15s')
    .describe('Longest time that a caller waits for an answer, retries included.'),
  retries: z
    .int()
    .min(0)
    .max(10)
    .default(2)
    .describe(
      'Tries after the first by the proxies of callers in the mesh; from two on, the last leaves the locality. 0 turns them off. The ingress Gateway keeps to the default of Istio: two more tries where no connection was made.',
    ),
};

/** `traffic`, resolved. */
export interface Traffic {
  readonly exposure: 'public' | 'internal' | 'none';
  readonly routing: 'latency' | 'weighted-global' | 'geo' | 'failover' | 'single';
  readonly failover: 'automatic' | 'manual-confirmed';
  readonly weights?: Readonly<Record<string, number>> | undefined;
  readonly hosts?: readonly string[] | undefined;
  readonly paths: readonly string[];
  readonly timeoutSeconds: number;
  readonly retries: number;
}

/** From the fields as written to the resolved form. */
export function resolveTraffic(parsed: z.output<z.ZodObject<typeof trafficFields>>): Traffic {
  const { timeout, ...rest } = parsed;
  return { ...rest, timeoutSeconds: timeout };
}
