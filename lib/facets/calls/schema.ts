import { z } from 'zod';
import type { Cidr } from '../../core/cidr';
import { appName, cidr, name, port } from '../../schema/leaves';

/** The fields of `calls`, as they are written. */
export const callsFields = {
  to: z
    .array(appName)
    .default([])
    .describe('Apps of the fleet that this app calls; each must name this one under its `calls.from`.'),
  from: z.array(appName).default([]).describe('Apps of the fleet that may call this app.'),
  external: z
    .array(
      z.strictObject({
        name: name.max(40).describe('Name of the dependency.'),
        cidrs: z.array(cidr).min(1).describe('Ranges that it lives in.'),
        port: port.describe('Port that it listens on.'),
      }),
    )
    .default([])
    .describe('Dependencies outside the mesh: databases, brokers, third parties.'),
};

/** `calls`, resolved. */
export interface Calls {
  readonly to: readonly string[];
  readonly from: readonly string[];
  readonly external: readonly {
    readonly name: string;
    readonly cidrs: readonly Cidr[];
    readonly port: number;
  }[];
}

/** From the fields as written to the resolved form. */
export function resolveCalls(parsed: z.output<z.ZodObject<typeof callsFields>>): Calls {
  return parsed;
}
