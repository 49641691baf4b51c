import type { LineVerdict } from '../prove/line';
import type { Proof, ProofBlock } from '../prove/prove';

/** The failure domains that losses are of. */
type Domain = 'zone' | 'cluster' | 'region' | 'provider';

/** What becomes of an app in the worst loss of each kind; '' where no such loss is proven. */
export type Survival = { readonly app: string } & Readonly<Record<Domain, LineVerdict | ''>>;

/** The worst first. */
const WORST: readonly LineVerdict[] = ['breaks', 'away', 'unproven', 'holds', 'unaffected'];

/** The matrix of apps and failure domains, out of the proof. */
export function survivalOf({ blocks }: Proof): readonly Survival[] {
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
  return (blocks[0]?.lines ?? []).map(({ app }, row) => ({
    app,
    zone: worst(row, 'zone'),
    cluster: worst(row, 'cluster'),
    region: worst(row, 'region'),
    provider: worst(row, 'provider'),
  }));
}

/** A region with one cluster is one block for both losses. */
function isOf({ loss, also }: ProofBlock, domain: string): boolean {
  return loss.kind === domain || also.some((name) => name.startsWith(`${domain} `));
}
