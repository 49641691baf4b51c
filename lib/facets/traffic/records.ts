import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  RecordSet,
  RecordSetSpecFailover,
  RecordSetSpecGeoLocationContinentCode,
  RecordSetSpecRecordType,
  type RecordSetSpec,
} from '../../../imports/route53.services.k8s.aws';
import type { Cluster } from '../../fleet/fleet';
import type { EntryRecord, RecordPolicy } from '../../plan/entry/record';
import { healthCheckName } from '../../plan/entry/regional';
import { appLabels } from '../../plan/labels';
import { INGRESS_NAMESPACE } from '../../plan/names';
import type { Placement } from '../../plan/placement';
import { ROUTES_WAVE, waveAnnotation } from '../../plan/waves';

/** Says, on a record, by what line of which file a person moves the users that it sends. */
const MOVE_ANNOTATION = 'meridian.dev/move';

/** The records of Route 53 that this cluster keeps for the app. */
export function buildRecords(scope: Construct, placement: Placement): void {
  const { app, cluster, fleet, plan } = placement;
  const hostedZoneId = fleet.entry?.route53?.hostedZone;
  if (hostedZoneId === undefined) return;
  const records = plan.entry?.records.get(app.name) ?? [];
  const automatic = records.some(({ watched }) => watched !== undefined);
  for (const record of records) {
    if (record.keeper.id !== cluster.id) continue;
    const name = objectName(record, fleet.domain);
    new RecordSet(scope, name, {
      metadata: movableMetadata(name, placement, record, automatic),
      spec: {
        hostedZoneId,
        // With the dot it is the whole name; without, the controller would put the zone's name behind it.
        name: `${record.name}.`,
        recordType: RecordSetSpecRecordType.CNAME,
        ttl: fleet.recovery.dnsTtlSeconds,
        setIdentifier: `${record.part} kept by ${cluster.id}`,
        resourceRecords: [{ value: record.target }],
        ...policyOf(record.policy),
        ...healthOf(record.watched),
      },
    });
  }
}

/**
 * The policy is in the name: Route 53 refuses two policies for one name, and what changes its policy is a new record that
 * is tried again until the old ones are gone.
 */
function objectName({ name, part, policy }: EntryRecord, domain: string): string {
  return `${name.slice(0, -domain.length - 1)}.${policy.kind}.${part}`;
}

function policyOf(policy: RecordPolicy): Partial<RecordSetSpec> {
  switch (policy.kind) {
    case 'latency':
      return { region: policy.region };
    case 'weighted':
      return { weight: policy.weight };
    case 'failover':
      return { failover: RecordSetSpecFailover[policy.role] };
    case 'geolocation':
      return {
        geoLocation:
          policy.location === '*'
            ? { countryCode: '*' }
            : { continentCode: RecordSetSpecGeoLocationContinentCode[policy.location] },
      };
  }
}

function healthOf(watched: Cluster | undefined): Partial<RecordSetSpec> {
  if (watched === undefined) return {};
  return { healthCheckRef: { from: { name: healthCheckName(watched), namespace: INGRESS_NAMESPACE } } };
}

/** The metadata of an object that sends users to a region: it says how they are moved. */
export function movableMetadata(
  name: string,
  placement: Placement,
  moved: Pick<EntryRecord, 'serves'>,
  automatic: boolean,
): ApiObjectMetadata {
  const { app, cluster } = placement;
  return {
    name,
    namespace: app.namespace,
    labels: appLabels(app, cluster),
    annotations: {
      ...waveAnnotation(ROUTES_WAVE),
      [MOVE_ANNOTATION]: moveLine(placement, moved, automatic),
    },
  };
}

/** With one writer the writes move, and users follow them inside the mesh; else the cluster is drained. */
function moveLine(
  { app, appPlan }: Placement,
  { serves }: Pick<EntryRecord, 'serves'>,
  automatic: boolean,
): string {
  if (appPlan.primary !== undefined)
    return `health checks choose the way in; 'primary' in apps/${app.name}/app.yaml moves who serves`;
  const line = `'traffic: drained' in clusters/${serves.id}.yaml`;
  return automatic ? `health checks; by hand ${line}` : `a person, by ${line}`;
}
