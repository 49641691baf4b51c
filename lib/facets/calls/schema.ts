import { z } from 'zod';
import type { Cidr } from '../../core/cidr';
import { appName, cidr, dnsName, name, port } from '../../schema/leaves';

const externalFields = {
  name: name.max(40).describe('Name of the dependency.'),
  cidrs: z.array(cidr).min(1).describe('Ranges that it lives in.'),
  port: port.describe('Port that it listens on.'),
  host: dnsName
    .refine(
      (text) => !text.endsWith('.local'),
      'expected a name outside the clusters: those that end in .local belong to Services',
    )
    .optional()
    .describe('Name by which the app calls it, where it has an endpoint for each region.'),
  endpoints: z
    .record(name, dnsName)
    .refine((endpoints) => Object.keys(endpoints).length > 0, 'expected at least one region')
    .optional()
    .describe(
      'Region → name or address of its endpoint there. Calls go to the nearest region, and to the next one when it fails.',
    ),
};

/** The fields of `calls`, as they are written. */
export const callsFields = {
  to: z
    .array(appName)
    .default([])
    .describe('Apps of the fleet that this app calls; each must name this one under its `calls.from`.'),
  from: z.array(appName).default([]).describe('Apps of the fleet that may call this app.'),
  external: z
    .array(
      z
        .strictObject(externalFields)
        .refine(
          ({ host, endpoints }) => (host === undefined) === (endpoints === undefined),
          'expected "host" and "endpoints" together: the name that is called, and who answers in each region',
        ),
    )
    .default([])
    .describe('Dependencies outside the mesh: databases, brokers, third parties.'),
};

/** A dependency outside the mesh. */
export interface External {
  readonly name: string;
  readonly cidrs: readonly Cidr[];
  readonly port: number;
  /** Set together with `endpoints`. */
  readonly host?: string | undefined;
  /** Region → name or address. */
  readonly endpoints?: Readonly<Record<string, string>> | undefined;
}

/** `calls`, resolved. */
export interface Calls {
  readonly to: readonly string[];
  readonly from: readonly string[];
  readonly external: readonly External[];
}

/** From the fields as written to the resolved form. */
export function resolveCalls(parsed: z.output<z.ZodObject<typeof callsFields>>): Calls {
  return parsed;
}
