import { listed } from '../core/text';
import { formatDuration } from '../core/units';
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
    case 'share': {
      const { client, cluster, planned, percent } = problem;
      return `${cluster} answers ${percentText(percent)} of the requests for ${app} from ${client}, and the contract says ${percentText(planned)}`;
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
    case 'late':
      return latenessText(app, problem);
  }
}

/** The same of several problems, each text once. */
export function reasonsOf(app: string, problems: readonly Problem[]): readonly string[] {
  return [...new Set(problems.map((problem) => problemText(app, problem)))];
}

function latenessText(
  app: string,
  { steps, seconds, rtoSeconds }: Extract<Problem, { kind: 'late' }>,
): string {
  const sum = steps.map((step) => `${formatDuration(step.seconds)} ${step.name}`).join(' + ');
  const back =
    seconds === undefined ? 'away until that is back' : `back after ${sum} = ${formatDuration(seconds)}`;
  return `${app} is ${back}, and promises an RTO of ${formatDuration(rtoSeconds)}`;
}

/** The arithmetic of the plan, with what was compiled. */
function overloadText(
  app: string,
  { survivor, growth, cascade }: Extract<Problem, { kind: 'overload' }>,
): string {
  const { tier, rps, planRps, allowance, utilisationAfter } = survivor;
  const { cluster, figures, baseRps, maxReplicas } = tier;
  const moved = rps / growth - baseRps;
  const load = moved > 1e-6 ? `(${rounded(baseRps)} + ${rounded(moved)}) rps` : `${rounded(baseRps)} rps`;
  const factor = growth === 1 ? '' : ` × ${rounded(growth)}`;
  const divisor = `(${rounded(figures.rpsPerReplica)} rps × ${whole(figures.target)} %)`;
  const zones = cluster.zones.length;
  const zone = planRps > rps ? ` × ${zones} ÷ ${zones - 1}` : '';
  const needs = `${load}${factor} ÷ ${divisor}${zone} = ${allowance} replicas and may have ${maxReplicas}`;
  return `${app} in ${cluster.id} needs ${needs}, which would be ${whole(utilisationAfter)} % full${cascadeText(cascade)}`;
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
