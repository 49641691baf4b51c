/** A releases file in which every ring has one more release, told from others by a number: what a promotion changes. */
export function promoteReleases(text: string, number: number): string {
  const digest = number.toString(16).padStart(64, '0');
  return text
    .replace(/^( +version: ).*$/gm, `$1bench-${number}`)
    .replace(/^( +digest: sha256:)[0-9a-f]{64}$/gm, `$1${digest}`);
}
