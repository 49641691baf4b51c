/** The minor release after another one: 1.36 after 1.35. */
export function minorAfter(release: string): string {
  const [major = '', minor = ''] = release.split('.');
  return `${major}.${Number(minor) + 1}`;
}

/** How many minor releases lie from one release to another; negative where the second is the older one. */
export function minorsBetween(from: string, to: string): number {
  const [, left = ''] = from.split('.');
  const [, right = ''] = to.split('.');
  return Number(right) - Number(left);
}
