/**
 * Freezes plain data and everything below it, so that whoever is handed it cannot change what others read. Functions and
 * the insides of maps and sets stay as they are; what is frozen already is taken to be so throughout.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const child of Object.values(value)) deepFreeze(child);
  return value;
}
