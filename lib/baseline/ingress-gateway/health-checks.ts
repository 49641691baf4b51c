import type { Construct } from 'constructs';
import { HealthCheck, HealthCheckSpecHealthCheckConfigType } from '../../../imports/route53.services.k8s.aws';
import { healthCheckName, REGION_HEALTH_PATH, regionalName } from '../../plan/entry/regional';
import { INGRESS_NAMESPACE } from '../../plan/names';
import type { ComponentContext } from '../component';
import { baselineLabels } from '../labels';

/** A health check of every region that records in this cluster's tree are watched for; its figures are those of the recovery times. */
export function buildHealthChecks(scope: Construct, { fleet, plan, cluster }: ComponentContext): void {
  const { healthCheckSeconds, failureThreshold } = fleet.recovery;
  for (const watched of plan.entry?.watched.get(cluster.id) ?? []) {
    const name = healthCheckName(watched);
    new HealthCheck(scope, name, {
      metadata: { name, namespace: INGRESS_NAMESPACE, labels: baselineLabels(cluster) },
      spec: {
        healthCheckConfig: {
          type: HealthCheckSpecHealthCheckConfigType.HTTPS,
          fullyQualifiedDomainName: regionalName(watched, fleet),
          port: 443,
          resourcePath: REGION_HEALTH_PATH,
          enableSni: true,
          requestInterval: healthCheckSeconds,
          failureThreshold,
        },
        tags: [{ key: 'Name', value: `${watched.id} kept by ${cluster.id}` }],
      },
    });
  }
}
