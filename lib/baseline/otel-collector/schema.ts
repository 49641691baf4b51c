import { z } from 'zod';
import { httpsAddress, pinnedImage } from '../../schema/leaves';

/** Settings of what takes the traces of a cluster and passes them on. */
export const otelCollectorSettings = z
  .strictObject({
    image: pinnedImage
      .optional()
      .describe(
        'Path of its image in the registry of `mesh.registry`, with its digest: the distribution of the OpenTelemetry Collector for Kubernetes.',
      ),
    exportUrl: httpsAddress
      .optional()
      .describe(
        'Store that traces are sent to by OTLP over HTTP; without one nothing is traced. Its token is the key `traces` of the entry of the monitoring in the secret store.',
      ),
  })
  .describe('The OpenTelemetry Collector, which takes traces of apps and of the mesh.');
