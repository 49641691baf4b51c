import { isClusterLost } from '../simulate/traffic/loss';
import type { Distribution } from '../simulate/traffic/distribution';
import type { Callers } from './clients';
import { elsewhere } from './demand';
import type { ProofLine } from './line';
import { proveLine, strikes, type LostThing } from './prove-app';
import { sceneOf } from './scene';
import { subjectOf, type Evidence, type Subject } from './subject';

/** Where the requests of one cluster go. */
export interface ClientAnswer {
  readonly cluster: string;
  readonly region: string;
  /** Namespaces of the callers that this holds for. */
  readonly namespaces: readonly string[];
  readonly before: Distribution;
  /** At the moment of the loss; absent where the callers are lost themselves. */
  readonly during?: Distribution | undefined;
  /** Once what fails is noticed and ejected; absent as above. */
  readonly after?: Distribution | undefined;
  /** Clusters in which the requests of lost callers begin instead. */
  readonly instead: readonly string[];
}

/** What becomes of one app. */
export interface AppAnswer {
  readonly line: ProofLine;
  readonly clients: readonly ClientAnswer[];
}

/** Answers what one loss does, whether the fleet is meant to survive it or not. Apps that take no calls are missing. */
export function answerOf(
  evidence: Evidence,
  thing: LostThing,
  asked: { readonly apps?: readonly string[] | undefined; readonly from?: readonly string[] | undefined },
): readonly AppAnswer[] {
  return evidence.index.plan.apps.flatMap((plan) => {
    if (asked.apps?.includes(plan.app.name) === false) return [];
    const subject = subjectOf(plan, evidence);
    if (subject === undefined) return [];
    const line = proveLine(subject, thing, sceneOf(subject, []));
    const clients = clientsOf(subject, thing).filter(({ region }) => asked.from?.includes(region) ?? true);
    return [{ line, clients }];
  });
}

/** Callers of one cluster whose requests go the same way are told once. */
function clientsOf(subject: Subject, thing: LostThing): readonly ClientAnswer[] {
  const found = new Map<string, ClientAnswer>();
  for (const callers of subject.callers) {
    const answer = clientAnswer(subject, callers, thing);
    const { cluster, before, during, after } = answer;
    const key = JSON.stringify([cluster, before, during, after]);
    const same = found.get(key);
    found.set(key, { ...answer, namespaces: [...(same?.namespaces ?? []), callers.namespace] });
  }
  return [...found.values()];
}

function clientAnswer(subject: Subject, callers: Callers, thing: LostThing): ClientAnswer {
  const { traffic, context } = subject;
  const struck = strikes(subject, thing);
  const { home, cluster } = callers;
  const isLost = isClusterLost(home, struck);
  const instead = isLost ? elsewhere(context, home, thing.loss.clusters) : [];
  return {
    cluster,
    region: home.region,
    namespaces: [],
    before: subject.before(callers),
    during: isLost ? undefined : traffic.distribution(callers, struck, 'first'),
    after: isLost ? undefined : traffic.distribution(callers, struck, 'settled'),
    instead: instead.map(({ to }) => to.id),
  };
}
