import { z } from 'zod';
import { labelValue, name } from '../schema/leaves';

/** `cells` of fleet.yaml: how a request says which cell it is for, and which tenant lives where. */
export const cellsSchema = z
  .strictObject({
    header: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,62}$/, 'expected the name of a header in lower case, such as x-cell')
      .describe(
        'Request header that carries the name of the cell: the routing key. What knows the tenant sets it, a login or an edge.',
      ),
    tenants: z
      .record(name, labelValue)
      .refine((tenants) => Object.keys(tenants).length > 0, 'expected at least one tenant')
      .describe('Tenant → cell. Moving a tenant is one changed line.'),
  })
  .optional()
  .describe(
    'Cells: stacks of apps that serve some tenants each and share nothing. Public apps of a cell that has tenants get the requests that name it.',
  );
