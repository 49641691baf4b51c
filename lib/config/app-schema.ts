import { z } from 'zod';
import { FACETS, FACET_NAMES, type FacetName } from '../facets/schemas';
import { appName, labelValue, name, namespaceName } from '../schema/leaves';
import { matchSchema, overlayOf } from './overlay-schema';

const facetFields = Object.fromEntries(
  FACET_NAMES.map((facet) => [
    facet,
    overlayOf(FACETS[facet].schema).optional().describe(FACETS[facet].describe),
  ]),
) as Record<FacetName, z.ZodOptional<z.ZodType>>;

/** What an overlay may set of an app: its facets. Placement, name and owner are not among them. */
export const facetOverlaySchema = z.strictObject(facetFields);

const placeSchema = z
  .string()
  .regex(/^[a-z]+:[a-z0-9-]+$/, 'expected <provider>:<region>, such as aws:us-east-1')
  .describe('<provider>:<region>, such as aws:us-east-1.');

/** A secret, an event or a bucket: never where one cloud keeps it. */
const resourceName = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9_-]|[./](?![./])){0,100}$/,
    'expected a name such as orders/db-credentials: where it lies is for the clusters to say, and each cloud is asked in its own way',
  );

const permissionSchema = z
  .strictObject({
    'read-secret': resourceName.optional().describe('Secret of the secret store that may be read.'),
    'publish-event': resourceName.optional().describe('Event that may be published.'),
    'consume-event': resourceName.optional().describe('Event that may be consumed.'),
    'read-object': resourceName.optional().describe('Bucket that may be read.'),
    'write-object': resourceName.optional().describe('Bucket that may be written.'),
  })
  .refine((permission) => Object.keys(permission).length === 1, 'expected exactly one permission');

const applicationSchema = z
  .strictObject({
    name: appName.describe('Name of the app; also of its folder under apps/.'),
    owner: name.max(40).describe('Team that owns the app.'),
    criticality: z
      .enum(['tier-1', 'tier-2', 'tier-3'])
      .describe('How much the business depends on it; it selects the profile of defaults.'),
    regions: z.array(placeSchema).min(1).describe('Where the app runs; the first is the default primary.'),
    clusters: z
      .array(name)
      .min(1)
      .optional()
      .describe('Narrows the placement to these clusters of those regions.'),
    namespace: namespaceName
      .optional()
      .describe('Namespace; default is the name of the app. Apps of one owner may share one.'),
    cell: labelValue.default('default').describe('Cell that the app belongs to.'),
    state: z
      .enum(['active', 'frozen'])
      .default('active')
      .describe('`frozen`: Argo CD changes nothing of this app.'),
    ...facetFields,
  })
  .describe('The workload contract.');

const workloadIdentitySchema = z
  .strictObject({
    app: appName.describe('Name of the app.'),
    requiredPermissions: z
      .array(permissionSchema)
      .default([])
      .describe('What the app may do, as capabilities.'),
    environment: labelValue.describe('Environment that the permissions are for.'),
  })
  .describe('The identity contract.');

/** apps/<app>/app.yaml. */
export const appSchema = z
  .strictObject({
    application: applicationSchema,
    workloadIdentity: workloadIdentitySchema.optional(),
    overlays: z
      .array(z.strictObject({ match: matchSchema, ...facetFields }))
      .default([])
      .describe('What differs in some of the clusters.'),
  })
  .meta({ title: 'App', description: 'The contract of one application.' });

/**
 * A contract as it was parsed. Its facets are taken as they were written instead, because profile and overlays are
 * folded with them before defaults and units apply.
 */
export type AppInput = z.output<typeof appSchema>;

const releaseSchema = z.strictObject({
  version: labelValue.describe('Version, as people call it; it becomes the version label.'),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'expected sha256: and 64 hexadecimal digits')
    .describe('Digest of the image.'),
});

/** apps/<app>/releases.yaml. */
export const releasesSchema = z
  .strictObject({
    image: z
      .string()
      .regex(
        /^[a-z0-9]+([._/-][a-z0-9]+)*$/,
        'expected the path of an image inside its registry, without host, tag or digest',
      )
      .describe('Path of the image inside the registry.'),
    registry: name.optional().describe('Registry of fleet.yaml; default is `defaultRegistry`.'),
    rings: z.record(name, releaseSchema).describe('Ring → release. A promotion is one changed line.'),
  })
  .meta({ title: 'Releases', description: 'Which image runs in which ring.' });

/** A releases file as it was parsed. */
export type ReleasesInput = z.output<typeof releasesSchema>;
