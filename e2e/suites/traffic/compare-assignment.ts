import type { LocalityHosts } from '../../../lib/simulate/traffic/hosts';
import type { TrafficPolicy } from '../../../lib/simulate/traffic/locality-policy';
import type { SentCluster, SentLocality } from '../../harness/traffic/read-resources';

/** Whose address it is: pods of a cluster, or its gateway. */
export interface Owner {
  readonly cluster: string;
  readonly isGateway: boolean;
}

/** What the model says that istiod sends, a line for each lot of hosts that are alike. */
export function predictedLines(localities: readonly LocalityHosts[]): readonly string[] {
  return localities
    .flatMap(({ locality, priority, weight, hosts }) =>
      hosts
        .filter(({ total }) => total > 0)
        .map((lot) =>
          line({
            place: `${locality.region}/${locality.zone}`,
            priority,
            weight,
            owner: lot,
            each: lot.weight,
            healthy: lot.healthy,
            total: lot.total,
          }),
        ),
    )
    .sort();
}

/** What istiod sent, in the same lines. */
export function sentLines(
  localities: readonly SentLocality[],
  ownerOf: (address: string) => Owner | undefined,
): readonly string[] {
  return localities
    .flatMap(({ region, zone, priority, weight, endpoints }) => {
      const lots = new Map<string, Lot>();
      for (const { address, healthy, weight: each } of endpoints) {
        const owner = ownerOf(address) ?? { cluster: `nobody at ${address}`, isGateway: false };
        const key = `${owner.cluster} ${String(owner.isGateway)} ${String(each)}`;
        const before = lots.get(key);
        lots.set(key, {
          place: `${region}/${zone}`,
          priority,
          weight,
          owner,
          each,
          healthy: (before?.healthy ?? 0) + (healthy ? 1 : 0),
          total: (before?.total ?? 0) + 1,
        });
      }
      return [...lots.values()].map(line);
    })
    .sort();
}

interface Lot {
  readonly place: string;
  readonly priority: number;
  readonly weight: number;
  readonly owner: Owner;
  readonly each: number;
  readonly healthy: number;
  readonly total: number;
}

function line({ place, priority, weight, owner, each, healthy, total }: Lot): string {
  const what = owner.isGateway ? `gateway of ${owner.cluster}` : `pods of ${owner.cluster}`;
  return `P${String(priority)} ${place} weight ${String(weight)}: ${what}, ${String(healthy)} of ${String(total)} healthy, weight ${String(each)} each`;
}

/** What the model says of the Envoy cluster. */
export function predictedCluster({
  outlierDetection,
  panicThreshold,
  weighsLocalities,
}: TrafficPolicy): string {
  return clusterLine(outlierDetection?.maxEjectionPercent, panicThreshold, weighsLocalities);
}

/** What istiod sent about it. */
export function sentCluster(cluster: SentCluster | undefined): string {
  if (cluster === undefined) return 'no cluster';
  return clusterLine(cluster.maxEjectionPercent, cluster.panicThreshold, cluster.weighsLocalities);
}

function clusterLine(ejection: number | undefined, panic: number, weighs: boolean): string {
  const ejects = ejection === undefined ? 'ejects nothing' : `ejects up to ${String(ejection)} %`;
  return `${ejects}, panics below ${String(panic)} %, ${weighs ? 'weighs places' : 'does not weigh places'}`;
}

/** What is on one side only; empty where both are equal. */
export function lineDifferences(predicted: readonly string[], sent: readonly string[]): readonly string[] {
  return [
    ...predicted.filter((text) => !sent.includes(text)).map((text) => `  predicted: ${text}`),
    ...sent.filter((text) => !predicted.includes(text)).map((text) => `  sent:      ${text}`),
  ];
}
