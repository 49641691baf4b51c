import type { Placement } from '../placement';
import { COLLECTOR_HOST, OTLP_PORTS, traceExport } from '../traces';
import { shareOf } from './burn-rates';
import { telemetryOf } from './profile-of';

/**
 * What every library of OpenTelemetry reads at its start: where traces go, how many are taken, and whose they are. Metrics
 * are asked for by Prometheus and logs are read from the pod, so that neither is sent.
 */
export function tracingFacts(placement: Placement): Record<string, string> {
  const { app, cluster } = placement;
  if (!telemetryOf(placement).traces || traceExport(cluster) === undefined) return {};
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://${COLLECTOR_HOST}:${OTLP_PORTS.http}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_LOGS_EXPORTER: 'none',
    OTEL_METRICS_EXPORTER: 'none',
    OTEL_RESOURCE_ATTRIBUTES: attributesOf(placement),
    OTEL_SERVICE_NAME: app.name,
    // A caller that was taken, by its library or its proxy, is followed to the end.
    OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
    OTEL_TRACES_SAMPLER_ARG: shareOf(cluster.baseline.telemetry.traceSamplingPercent),
  };
}

/** The ten labels that every sample of telemetry carries, as OpenTelemetry calls them; the service has a variable of its own. */
function attributesOf({ app, cluster, release }: Placement): string {
  const attributes = {
    cell: app.cell,
    'cloud.provider': cluster.provider,
    'cloud.region': cluster.region,
    criticality: app.criticality,
    'deployment.environment.name': cluster.environment,
    'k8s.cluster.name': cluster.id,
    'k8s.namespace.name': app.namespace,
    'service.version': release?.version,
    team: app.owner,
  };
  return Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]))
    .join(',');
}
