import { z } from 'zod';
import { name } from '../schema/leaves';

/** What people may do in a cluster; `break-glass` is none of them, because it is for nobody's everyday work. */
export const ACCESS_ROLES = ['view', 'operate'] as const;

/** One of them. */
export type AccessRole = (typeof ACCESS_ROLES)[number];

/** A group as the identity provider spells it: a name on EKS, the id of an object of Entra on AKS, an address on GKE. */
const group = z
  .string()
  .max(120)
  .regex(
    /^(?!system:)[\w@.:/-]+$/,
    'expected a group of the identity provider, and none of Kubernetes itself',
  );

/** Which groups of people may do what in a cluster. */
export const accessSchema = z
  .strictObject({
    breakGlass: group.describe(
      'Group of those who may do everything in this one cluster, spelt like any other, for as long as an incident lasts. It is empty otherwise, and no other cluster knows it.',
    ),
    groups: z
      .array(
        z.strictObject({
          group: group.describe(
            'Group, as the service of the cluster knows it: a name on EKS, the object id of a group of Entra on AKS, the address of a group of Google on GKE.',
          ),
          role: z
            .enum(ACCESS_ROLES)
            .describe(
              '`view`: read all but Secrets, and without a team what belongs to no namespace; `operate`: that, and restart pods and forward ports.',
            ),
          team: name
            .optional()
            .describe('Team whose namespaces it is for: the owner of apps. Default is the whole cluster.'),
        }),
      )
      .default([])
      .describe('Groups and their roles. Whatever is changed for good is changed by a commit.'),
  })
  .describe('Which groups of people may do what.');
