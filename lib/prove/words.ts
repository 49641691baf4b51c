import { listed } from '../core/text';
import { formatDuration } from '../core/units';
import type { Survivor } from '../plan/capacity/outcome';
import type { RecoveryStep } from '../plan/recovery/recovery';
import type { Cascade } from './cascade';
import type { Problem } from './problem';

/** A share in percent, at most one decimal: "93.3 %". */
export function percentText(percent: number): string {
  return `${rounded(percent)} %`;
}

/** A problem as a sentence without its beginning: "requests for stock from us …". */
export function problemText(app: string, problem: Problem): string {
  switch (problem.kind) {
    case 'elsewhere': {
      const { client, found, planned } = problem;
      const clusters = found.map(({ cluster, percent }) => `${cluster} (${percentText(percent)})`);
      return `requests for ${app} from ${client} are answered by ${listed(clusters)}, and the plan says ${listed(planned, 'or') || 'nobody'}`;
    }
    case 'standby': {
      const { client, cluster, percent } = problem;
      return `${percentText(percent)} of the requests for ${app} from ${client} reach ${cluster}, a standby that takes no writes then`;
    }
    case 'residency': {
      const { client, cluster, percent, geography, allowed } = problem;
      return `${percentText(percent)} of the requests for ${app} from ${client} are answered by ${cluster} in "${geography}", and its data must stay in ${listed(allowed, 'or')}`;
    }
    case 'failing': {
      const { client, percent, planned, because } = problem;
      return `${percentText(percent)} of the requests for ${app} from ${client} fail for good, and the plan says ${listed(planned, 'or')}: ${because}`;
    }
    case 'shut':
      return `requests for ${app} from ${problem.client} do not get to ${problem.cluster}: the way ends at ${problem.closedAt}`;
    case 'overload':
      return overloadText(app, problem);
    case 'late': {
      const { steps, seconds, rtoSeconds } = problem;
      return `${app} is back after ${stepsText(steps)} = ${formatDuration(seconds)}, and promises an RTO of ${formatDuration(rtoSeconds)}`;
    }
  }
}

/** "30s detection + 1m DNS". */
export function stepsText(steps: readonly RecoveryStep[]): string {
  return steps.map(({ name, seconds }) => `${formatDuration(seconds)} ${name}`).join(' + ');
}

function overloadText(
  app: string,
  { survivor, growth, cascade }: Extract<Problem, { kind: 'overload' }>,
): string {
  const { tier, rps } = survivor;
  const { rpsPerReplica, ceiling } = tier.figures;
  const moved = rps / growth - tier.baseRps;
  const load =
    moved > 1e-6 ? `(${rounded(tier.baseRps)} + ${rounded(moved)}) rps` : `${rounded(tier.baseRps)} rps`;
  const factor = growth === 1 ? '' : ` × ${rounded(growth)}`;
  const capacity = `(${replicasUsed(survivor)} replicas × ${rounded(rpsPerReplica)} rps)`;
  const use = `${whole(survivor.utilisationAfter)} %, above the ceiling of ${whole(ceiling)} %`;
  return `${app} in ${tier.cluster.id} would be at ${load}${factor} ÷ ${capacity} = ${use}${cascadeText(cascade)}`;
}

/** How many replicas carry the load once the autoscaler has done what it may. */
export function replicasUsed({ tier, rps, utilisationAfter }: Survivor): number {
  return Math.round(rps / (tier.figures.rpsPerReplica * utilisationAfter));
}

/** Tiers that fall, in their order. */
function cascadeText({ steps, collapses }: Cascade): string {
  const falls = steps.map(({ cluster, use }) => `${cluster.id} at ${whole(use)} %`);
  if (falls.length === 0) return '';
  return `; above 100 % a tier fails: ${falls.join(', then ')}${collapses ? ', and nobody is left' : ''}`;
}

function whole(share: number): number {
  return Math.round(share * 100);
}

function rounded(figure: number): string {
  return String(Math.round(figure * 10) / 10);
}
