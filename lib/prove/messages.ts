import { defineMessage, type MessageDefinition, type Position, type RelatedPlace } from '../core/diagnostic';
import type { Problem } from './problem';

/** A promise that is not kept: `what` is the sentence without its beginning, `when` that: "while nothing is lost". */
export interface ProofFinding {
  readonly at: Position;
  readonly related: readonly RelatedPlace[];
  readonly when: string;
  readonly what: string;
  readonly remedy: string;
}

function define(name: string, reason: string): MessageDefinition<ProofFinding> {
  return defineMessage<ProofFinding>(`prove/${name}`, {
    reason,
    text: ({ at, related, when, what, remedy }) => ({ at, related, message: `${when}, ${what}`, remedy }),
  });
}

/** Requests that others answer than the plan says. */
export const answeredElsewhere = define(
  'answered-elsewhere',
  'Who may answer follows from the data, the law and the distance; what was compiled sends the requests another way.',
);

/** A region that answers another share than it is given. */
export const shareMissed = define(
  'share-missed',
  'Whoever moves requests little by little believes the figure that stands in the contract.',
);

/** Requests that reach a copy of the data which takes no writes. */
export const standbyReached = define(
  'standby-reached',
  'With one writer, what reaches another copy before it is promoted is refused, or written where it will be lost.',
);

/** Requests that are answered where their data must not be. */
export const residencyLeft = define(
  'residency-left',
  'A failover that takes data out of its geography breaks the law at the worst moment.',
);

/** Requests that nobody answers although somebody is left. */
export const requestsFail = define(
  'requests-fail',
  'The next place is there, and these requests never get to it.',
);

/** Tiers that get more than they can carry. */
export const overload = define(
  'overload',
  'A tier above its capacity answers late, then not at all, and what it leaves falls on the next one.',
);

/** A way back that is longer, with what was compiled, than what is promised. */
export const tooLate = define(
  'too-late',
  'With the replicas that were compiled the way back is longer than with those that were planned.',
);

/** The finding about each problem; a shut way is one of the rule about declared calls, which names the same place. */
export const MESSAGES: Readonly<Record<Exclude<Problem['kind'], 'shut'>, MessageDefinition<ProofFinding>>> = {
  elsewhere: answeredElsewhere,
  share: shareMissed,
  standby: standbyReached,
  residency: residencyLeft,
  failing: requestsFail,
  overload,
  late: tooLate,
};
