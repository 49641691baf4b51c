const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a key would reach into what JavaScript objects inherit. */
export function isUnsafeKey(key: string): boolean {
  return UNSAFE_KEYS.has(key);
}

/** Whether a text holds half of a surrogate pair, which an escape can write and no file can hold. */
export function isHalved(text: string): boolean {
  return HALF_CHARACTER.test(text);
}

const HALF_CHARACTER = /\p{Surrogate}/u;

/** Whether a number is the one that was written: finite, and not so large that digits are lost. */
export function isSafeNumber(value: number): boolean {
  return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}
