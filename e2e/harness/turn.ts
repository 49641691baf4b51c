import { AsyncLocalStorage } from 'node:async_hooks';

/** What `nice` adds: such programs get the time of the machine that others leave. */
const BEHIND = 10;

const behind = new AsyncLocalStorage<true>();

/** Does some work whose programs let those of all other work go first. */
export function lettingOthersFirst<T>(work: () => T): T {
  return behind.run(true, work);
}

/** A program and its arguments, as they are to be started in the work that asks. */
export function inTurn(command: string, args: readonly string[]): readonly [string, readonly string[]] {
  return behind.getStore() === true ? ['nice', ['-n', String(BEHIND), command, ...args]] : [command, args];
}
