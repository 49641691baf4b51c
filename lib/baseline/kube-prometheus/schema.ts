import { z } from 'zod';
import { httpsAddress, mirrorPath } from '../../schema/leaves';

/** Settings of what every cluster watches itself with. */
export const kubePrometheusSettings = z
  .strictObject({
    path: mirrorPath
      .default('monitoring')
      .describe(
        'Where charts and images of the monitoring lie in the registry of `mesh.registry`: the images right there, the charts under `charts`.',
      ),
    remoteWriteUrl: httpsAddress
      .optional()
      .describe(
        'Long-term store that every Prometheus also writes to; its token is the key `remote-write` of the Secret `monitoring`.',
      ),
  })
  .describe('Prometheus, Alertmanager and Grafana.');
