import { listed } from '../../core/text';

/**
 * One thing that goes wrong. Several of them may be given together, and are taken in their order.
 * - `pods`: so many percent of the pods, of all clusters or of one, of all zones or of one; rounded up for each cluster and
 *   taken from its zones in turn. `failing` pods answer with errors and stay Ready; `not-ready` ones fail their probe too.
 * - `zone`, `cluster`, `region`, `regions`, `provider`: what is there is gone, callers included. Of a cluster that is gone
 *   the others keep what they knew last: its endpoints stay, Ready.
 * - `gateway`: the east-west gateway of a cluster takes no connections; what runs behind it is well.
 * - `istiod`: proxies of that cluster keep what they were last told.
 * - `drained`: the pods of a region are scaled away in good order; callers there are not.
 */
export type Loss =
  | {
      readonly kind: 'pods';
      readonly percent: number;
      readonly as: 'failing' | 'not-ready';
      readonly cluster?: string;
      readonly zone?: string;
    }
  | { readonly kind: 'zone'; readonly region: string; readonly zone: string }
  | { readonly kind: 'cluster'; readonly cluster: string }
  | { readonly kind: 'region'; readonly region: string }
  | { readonly kind: 'regions'; readonly regions: readonly string[] }
  | { readonly kind: 'provider'; readonly provider: string }
  | { readonly kind: 'gateway'; readonly cluster: string }
  | { readonly kind: 'istiod'; readonly cluster: string }
  | { readonly kind: 'drained'; readonly region: string };

/** What decides whether a cluster is struck. */
export interface LossTarget {
  readonly id: string;
  readonly region: string;
  readonly provider: string;
  readonly zones: readonly string[];
}

/** Whether a cluster is gone as a whole; one that has a single zone is gone with it. */
export function isClusterLost(cluster: LossTarget, losses: readonly Loss[]): boolean {
  return losses.some((loss) => takesCluster(loss, cluster));
}

function takesCluster(loss: Loss, { id, region, provider, zones }: LossTarget): boolean {
  switch (loss.kind) {
    case 'cluster':
      return loss.cluster === id;
    case 'region':
      return loss.region === region;
    case 'regions':
      return loss.regions.includes(region);
    case 'provider':
      return loss.provider === provider;
    case 'zone':
      return loss.region === region && zones.length === 1 && zones.includes(loss.zone);
    default:
      return false;
  }
}

/** Whether a zone of a cluster is gone, alone or with the cluster. */
export function isZoneLost(cluster: LossTarget, zone: string, losses: readonly Loss[]): boolean {
  const alone = losses.some(
    (loss) => loss.kind === 'zone' && loss.region === cluster.region && loss.zone === zone,
  );
  return alone || isClusterLost(cluster, losses);
}

type Names = { readonly [Kind in Loss['kind']]: (loss: Extract<Loss, { kind: Kind }>) => string };

const NAMES: Names = {
  pods: ({ percent, as, cluster, zone }) => {
    const place = [zone, cluster].filter((part) => part !== undefined).join(' of ');
    const state = as === 'failing' ? 'failing' : 'not ready';
    return `${percent} % of the pods${place === '' ? '' : ` in ${place}`} ${state}`;
  },
  zone: ({ region, zone }) => `zone ${zone} of ${region}`,
  cluster: ({ cluster }) => `cluster ${cluster}`,
  region: ({ region }) => `region ${region}`,
  regions: ({ regions }) => `regions ${listed(regions)}`,
  provider: ({ provider }) => `provider ${provider}`,
  gateway: ({ cluster }) => `the east-west gateway of ${cluster}`,
  istiod: ({ cluster }) => `istiod of ${cluster}`,
  drained: ({ region }) => `region ${region} drained`,
};

/** What people call a loss: "region us-east-1", "the east-west gateway of eu". */
export function lossName(loss: Loss): string {
  return (NAMES[loss.kind] as (loss: Loss) => string)(loss);
}
