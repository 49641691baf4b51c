/** A releases file in which every ring has one more release, told from others by a number: what a promotion changes. */
export function promoteReleases(text: string, number: number): string {
  const digest = number.toString(16).padStart(64, '0');
  return text
    .replace(/\b(version: )[^\s,}]+/g, `$1bench-${number}`)
    .replace(/\b(digest: sha256:)[0-9a-f]{64}\b/g, `$1${digest}`);
}
