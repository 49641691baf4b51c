/** How clusters are backed up. A profile is one file beside this one; a team that needs another writes one under profiles/backup/. */
export interface BackupProfile {
  readonly name: string;
  /** Time between the starts of two backups. */
  readonly everySeconds: number;
  /** Longest that one takes until it can be restored from. */
  readonly takesSeconds: number;
  readonly keepDays: number;
  /** What becomes of volumes: their content goes to where the backups lie, or is kept in the region, or left out. */
  readonly volumes: 'none' | 'snapshot' | 'copy';
  /** Whether they must be encrypted with a key of one's own. */
  readonly ownKey: boolean;
  readonly restoreTestDays: number;
}
