import { z } from 'zod';

const path = z
  .string()
  .max(200)
  .regex(/^[a-z0-9]+([._/-][a-z0-9]+)*$/, 'expected a path inside the registry, such as monitoring');

/** Settings of what every cluster watches itself with. */
export const kubePrometheusSettings = z
  .strictObject({
    path: path
      .default('monitoring')
      .describe(
        'Where charts and images of the monitoring lie in the registry of `mesh.registry`: the images right there, the charts under `charts`.',
      ),
    remoteWriteUrl: z
      .string()
      .regex(/^https:\/\/[^\s@]{1,500}$/, 'expected an address with https:// and without a password')
      .optional()
      .describe(
        'Long-term store that every Prometheus also writes to; its token is the key `remote-write` of the Secret `monitoring`.',
      ),
  })
  .describe('Prometheus, Alertmanager and Grafana.');
