import { z } from 'zod';
import { name } from '../schema/leaves';

/** One file under profiles/telemetry/: what is measured of the apps that name it. */
export const telemetryProfileSchema = z
  .strictObject({
    name: name.describe(
      'Name of the profile, as `observability.telemetryProfile` of an app has it; also the name of its file.',
    ),
    measures: z
      .enum(['http', 'grpc', 'nothing'])
      .describe('What is counted: its HTTP requests, its gRPC calls, or nothing but that it runs.'),
    intervalSeconds: z.int().min(5).max(120).describe('Seconds between two looks at each pod.'),
    traces: z
      .boolean()
      .describe('Whether the app is told where its traces go; the proxies of the mesh trace either way.'),
  })
  .meta({ title: 'Telemetry profile', description: 'What is measured of apps of one sort, and how often.' });

/** A telemetry profile as it was parsed. */
export type TelemetryProfileInput = z.output<typeof telemetryProfileSchema>;
