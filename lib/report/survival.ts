import { costFactor, formatFactor } from '../fleet/cost-factor';
import type { Plan } from '../plan/plan';
import type { LineVerdict } from '../prove/line';
import type { Proof, ProofBlock } from '../prove/prove';

/** The failure domains that losses are of. */
type Domain = 'zone' | 'cluster' | 'region' | 'provider';

/** What becomes of an app in the worst loss of each kind, '' where no such loss is proven, and what that costs. */
export type Survival = { readonly app: string } & Readonly<Record<Domain, LineVerdict | ''>> & {
    /** Against one cluster in several zones: "2 to 3 times". */
    readonly cost: string;
  };

/** The worst first. */
const WORST: readonly LineVerdict[] = ['breaks', 'away', 'unproven', 'holds', 'unaffected'];

/** The matrix of apps and failure domains, out of the proof. */
export function survivalOf({ blocks }: Proof, { apps }: Pick<Plan, 'apps'>): readonly Survival[] {
  const ofDomain = (domain: Domain): readonly ProofBlock[] => blocks.filter((block) => isOf(block, domain));
  const found = {
    zone: ofDomain('zone'),
    cluster: ofDomain('cluster'),
    region: ofDomain('region'),
    provider: ofDomain('provider'),
  };
  // Every block has the same apps in the same order.
  const worst = (row: number, domain: Domain): LineVerdict | '' => {
    const verdicts = found[domain].flatMap(({ lines }) => lines[row]?.verdict ?? []);
    return WORST.find((verdict) => verdicts.includes(verdict)) ?? '';
  };
  const placed = new Map(apps.map((plan) => [plan.app.name, plan.placed]));
  return (blocks[0]?.lines ?? []).map(({ app }, row) => ({
    app,
    zone: worst(row, 'zone'),
    cluster: worst(row, 'cluster'),
    region: worst(row, 'region'),
    provider: worst(row, 'provider'),
    cost: formatFactor(costFactor(placed.get(app) ?? [])),
  }));
}

/** A region with one cluster is one block for both losses. */
function isOf({ loss, also }: ProofBlock, domain: string): boolean {
  return loss.kind === domain || also.some((name) => name.startsWith(`${domain} `));
}
