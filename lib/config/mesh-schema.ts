import { z } from 'zod';
import { dnsName, name } from '../schema/leaves';

/** `mesh` of fleet.yaml: what all clusters of the mesh share. Which Istio a ring runs stands in its file under versions/. */
export const meshSchema = z
  .strictObject({
    id: name.default('meridian').describe('Mesh id, the same in every cluster.'),
    trustDomain: dnsName
      .or(z.literal('cluster.local'))
      .default('cluster.local')
      .describe('Trust domain of workload identities, the same in every cluster.'),
    registry: name
      .optional()
      .describe('Registry that the charts and images of Istio come from; default is `defaultRegistry`.'),
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
  })
  .prefault({})
  .describe('The service mesh that spans the clusters.');
