import { intOrString, type Container, type Probe } from '../../kube';
import type { Port, Runtime } from './schema';

type Probes = Pick<Container, 'readinessProbe' | 'livenessProbe' | 'startupProbe'>;

/** The probes of the first port that can be asked; a worker without one is watched by its process alone. */
export function probesOf(runtime: Runtime): Probes {
  const port = runtime.ports.find((candidate) => candidate.protocol !== 'none');
  if (port === undefined) return {};
  const { readiness, liveness, startup } = runtime.probes;
  return {
    startupProbe: {
      ...ask(port, startup ?? liveness),
      periodSeconds: 2,
      failureThreshold: 60,
      timeoutSeconds: 2,
    },
    readinessProbe: { ...ask(port, readiness), periodSeconds: 5, failureThreshold: 2, timeoutSeconds: 2 },
    livenessProbe: { ...ask(port, liveness), periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 2 },
  };
}

function ask({ port, protocol }: Port, path: string): Probe {
  if (protocol === 'http') return { httpGet: { path, port: intOrString(port) } };
  return protocol === 'grpc' ? { grpc: { port } } : { tcpSocket: { port: intOrString(port) } };
}
