import { z } from 'zod';
import { percent } from '../../schema/leaves';

/** Settings of the mesh-wide telemetry. */
export const telemetrySettings = z
  .strictObject({
    traceSamplingPercent: percent
      .prefault(1)
      .describe(
        'Share of requests, in percent, that are traced, where `otel-collector` says where traces go; apps are told the same.',
      ),
    accessLogErrorsOnly: z
      .boolean()
      .default(true)
      .describe('Whether only failed requests are written to the access log.'),
  })
  .describe('Metrics, traces and access logs of the mesh.');
