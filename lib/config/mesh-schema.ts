import { z } from 'zod';
import { dnsName, name } from '../schema/leaves';

const version = z
  .string()
  .regex(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/, 'expected a release of Istio with its patch, such as 1.31.1');

const revisionsSchema = z
  .strictObject({
    active: version.describe(
      'Release that new pods join, through the revision tag `default`; moving to another one is a change of this value.',
    ),
    installed: z
      .array(version)
      .min(1)
      .optional()
      .describe('Releases that run side by side; default is the active one alone.'),
  })
  .describe('The control planes of the clusters of one ring.');

/** `mesh` of fleet.yaml: what all clusters of the mesh share, and which Istio each ring runs. */
export const meshSchema = z
  .strictObject({
    id: name.default('meridian').describe('Mesh id, the same in every cluster.'),
    trustDomain: dnsName
      .or(z.literal('cluster.local'))
      .default('cluster.local')
      .describe('Trust domain of workload identities, the same in every cluster.'),
    registry: name
      .optional()
      .describe('Registry that the charts and images of Istio come from; default is the first one.'),
    path: z
      .string()
      .max(200)
      .regex(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, 'expected a path inside the registry, such as istio-release')
      .default('istio-release')
      .describe('Where they lie in it: the images right there, the charts under `charts`.'),
    secretStore: name
      .default('platform')
      .describe(
        'ClusterSecretStore that holds what the platform itself must know: the CA of each cluster, the way into each, what the monitoring sends to.',
      ),
    revisions: z
      .record(name, revisionsSchema)
      .default({})
      .describe(
        'Ring → releases of Istio; a ring that is not named runs the release that the output is tested with.',
      ),
  })
  .prefault({})
  .describe('The service mesh that spans the clusters.');
