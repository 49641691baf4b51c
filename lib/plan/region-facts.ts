import type { Placement } from './placement';
import { tracingFacts } from './telemetry/tracing-facts';

/** Name of the ConfigMap that tells an app's pods where they run. */
export function regionFactsName(app: { readonly name: string }): string {
  return `${app.name}-region`;
}

/** What a pod may want to know of the place that it runs in, as environment variables. */
export function regionFacts(placement: Placement): Record<string, string> {
  const { appPlan, cluster } = placement;
  const { primary } = appPlan;
  const role = primary === undefined ? 'active' : primary.id === cluster.id ? 'primary' : 'standby';
  return {
    MERIDIAN_CLUSTER: cluster.id,
    MERIDIAN_ENVIRONMENT: cluster.environment,
    MERIDIAN_GEOGRAPHY: cluster.geography,
    MERIDIAN_PRIMARY_REGION: primary?.region ?? cluster.region,
    MERIDIAN_PROVIDER: cluster.provider,
    MERIDIAN_REGION: cluster.region,
    MERIDIAN_ROLE: role,
    ...tracingFacts(placement),
  };
}
