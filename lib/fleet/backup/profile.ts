/** How old the newest backup of a cluster can be. A profile is one file beside this one; a team that needs another copies one. */
export interface BackupProfile {
  /** Time between the starts of two backups. */
  readonly everySeconds: number;
  /** Longest that one takes until it can be restored from. */
  readonly takesSeconds: number;
}
