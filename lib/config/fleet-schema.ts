import { z } from 'zod';
import { BASELINE_SETTINGS } from '../baseline/schemas';
import { dnsName, name, registryHost } from '../schema/leaves';
import { facetOverlaySchema } from './app-schema';
import { cellsSchema } from './cells-schema';
import { dnsZoneSchema } from './dns-zone-schema';
import { entrySchema } from './entry-schema';
import { meshSchema } from './mesh-schema';
import { capacitySchema, recoverySchema, surviveSchema } from './objectives-schema';
import { matchSchema, overlayOf } from './overlay-schema';
import { policySchema } from './policy-schema';

const ringSchema = z.strictObject({
  name: name.describe('Name of the ring.'),
  ref: z
    .string()
    .regex(
      /^(refs\/(heads|tags)\/(?!.*(\.\.|\/\/|\.lock$|[./]$))[\w./-]{1,200}|[0-9a-f]{40})$/,
      'expected a fully qualified ref such as refs/heads/ring/stable, or a commit',
    )
    .describe('Git ref that the clusters of the ring follow, fully qualified.'),
});

const registrySchema = z.strictObject({
  name: name.describe('Name of the registry.'),
  host: registryHost.describe('Host, and path if need be, that images are pulled from.'),
  mirrors: z
    .record(name, registryHost)
    .default({})
    .describe('Region → host that clusters of that region pull from instead.'),
});

const latencySchema = z.strictObject({
  between: z
    .tuple([name, name])
    .refine(([a, b]) => a !== b, 'expected two regions that differ')
    .describe('Two regions.'),
  milliseconds: z.number().positive().max(10_000).describe('Round trip between them.'),
  source: z.string().min(1).describe('Where the figure comes from.'),
});

const overlaySchema = z.strictObject({
  match: matchSchema,
  application: facetOverlaySchema.optional().describe('What differs for every app.'),
  baseline: z
    .strictObject(
      Object.fromEntries(
        Object.entries(BASELINE_SETTINGS).map(([component, schema]) => [
          component,
          overlayOf(schema).optional(),
        ]),
      ) as Record<string, z.ZodType>,
    )
    .optional()
    .describe('What differs for a component of the baseline.'),
});

/** A DNS name has at most 253, and the name of an app with its dot goes in front. */
const LONGEST_DOMAIN = 200;

/** fleet.yaml. */
export const fleetSchema = z
  .strictObject({
    name: name.max(40).describe('Name of the fleet.'),
    repository: z
      .strictObject({
        url: z
          .string()
          .regex(
            /^(https:\/\/|ssh:\/\/|git@|file:\/\/)[^\s]{1,500}$/,
            'expected https://, ssh://, git@ or file://',
          )
          .refine((url) => !/[{}]/.test(url), 'expected no braces: Argo CD would read a template')
          .refine(
            (url) => !/^https:\/\/[^/]*:[^/]*@/.test(url),
            'expected no password: everything in the tree can be read by many',
          )
          .describe('Git repository that every Argo CD pulls.'),
        path: z
          .string()
          .regex(
            /^(?!\.{1,2}(\/|$))[\w.-]+(\/(?!\.{1,2}(\/|$))[\w.-]+)*$/,
            'expected a folder inside the repository, such as dist',
          )
          .default('dist')
          .describe('Folder of the tree inside that repository.'),
        private: z.boolean().default(false).describe('Whether Argo CD needs credentials for it.'),
      })
      .describe('The repository that Argo CD pulls.'),
    strict: z.boolean().default(false).describe('Whether warnings about missing facts are errors.'),
    domain: dnsName
      .refine((domain) => domain.length <= LONGEST_DOMAIN, `expected at most ${LONGEST_DOMAIN} characters`)
      .describe('Domain under which public apps are reached.'),
    geographies: z
      .array(name)
      .min(1)
      .optional()
      .describe('Geographies that the fleet promises to serve; each needs a production cluster.'),
    dnsZone: dnsZoneSchema,
    entry: entrySchema,
    cells: cellsSchema,
    rings: z.array(ringSchema).min(1).describe('Rings, in the order in which a change reaches them.'),
    mesh: meshSchema,
    registries: z.array(registrySchema).min(1).describe('Image registries.'),
    defaultRegistry: name
      .optional()
      .describe(
        'Registry of what names none; with several of them it has to be said, with one it is that one.',
      ),
    survive: surviveSchema,
    capacity: capacitySchema,
    recovery: recoverySchema,
    policy: policySchema,
    latency: z
      .array(latencySchema)
      .default([])
      .describe('Round trips that replace those of the built-in table.'),
    argocd: z
      .strictObject({
        applicationsSync: z
          .enum(['create-update', 'sync'])
          .default('create-update')
          .describe(
            '`create-update`: a lost unit file deletes no Application; `sync`: dropping a tombstone deletes its empty Application.',
          ),
      })
      .prefault({})
      .describe('Choices about Argo CD.'),
    baseline: z
      .strictObject(
        Object.fromEntries(
          Object.entries(BASELINE_SETTINGS).map(([component, schema]) => [component, schema.optional()]),
        ) as Record<string, z.ZodType>,
      )
      .default({})
      .describe('Settings of the components of the baseline.'),
    overlays: z
      .array(overlaySchema)
      .default([])
      .describe('What differs in some of the clusters, for all apps or for a component.'),
  })
  .meta({ title: 'Fleet', description: 'What all clusters and apps share.' });

/** fleet.yaml as it was parsed. */
export type FleetInput = z.output<typeof fleetSchema>;
