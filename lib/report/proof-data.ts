import type { AppAnswer } from '../prove/answer';
import type { ProofLine } from '../prove/line';
import type { Proof } from '../prove/prove';

/** The proof as plain data for machines: clusters by id, shares and use from 0 to 1, loads in requests a second. */
export function proofData({ daily, blocks, unserved }: Proof): object {
  return {
    unserved,
    daily: daily.map(({ app, why }) => ({ app, why })),
    losses: blocks.map(({ loss, name, also, declared, lines }) => ({
      kind: loss.kind,
      name,
      also,
      declared,
      clusters: [...loss.clusters],
      apps: lines.map(lineData),
    })),
  };
}

/** One line of it. */
function lineData(line: ProofLine): object {
  const { app, verdict, moves, movedBy, survivors, recovery, cascade, problems, why } = line;
  return {
    app,
    verdict,
    movedBy,
    moves: moves.map(({ from, to, share, rps }) => ({ from: from.id, to: to.id, share, rps })),
    survivors: survivors.map(
      ({ tier, rps, running, alive, needed, utilisationAtOnce, utilisationAfter }) => ({
        cluster: tier.cluster.id,
        rps,
        running,
        alive,
        needed,
        maxReplicas: tier.maxReplicas,
        utilisationAtOnce,
        utilisationAfter,
      }),
    ),
    recovery: {
      verdict: recovery.verdict,
      seconds: recovery.seconds,
      rtoSeconds: recovery.rtoSeconds,
      steps: recovery.steps,
      restoredIn: recovery.restoredIn?.id,
      meanwhile: recovery.meanwhile,
    },
    cascade: {
      steps: cascade.steps.map(({ cluster, ...step }) => ({ cluster: cluster.id, ...step })),
      collapses: cascade.collapses,
    },
    problems: problems.map(({ kind }, index) => ({ kind, why: why[index] })),
  };
}

/** The answer to one loss as plain data; percentages are of all requests of a client. */
export function answerData({ line, clients }: AppAnswer): object {
  return { ...lineData(line), clients };
}
