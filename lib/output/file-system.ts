/** What an entry of a folder is, itself: a symbolic link is never followed. */
export type EntryKind = 'file' | 'directory' | 'symlink' | 'other';

/** One entry of a folder. */
export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** The calls that writing makes, on absolute paths; each throws the error of the system. Tests put one that fails in their place. */
export interface FileSystem {
  /** What lies at a path; undefined where nothing does. */
  readonly kindOf: (path: string) => EntryKind | undefined;
  readonly list: (folder: string) => readonly Entry[];
  readonly read: (file: string) => Uint8Array;
  /** Makes a folder and those above it. */
  readonly makeFolder: (folder: string) => void;
  /** Makes a folder of which the name is the prefix and six random letters or digits, and returns its path. */
  readonly makeTemporaryFolder: (prefix: string) => string;
  /** Writes a file that does not exist yet. */
  readonly create: (file: string, text: string) => void;
  /** Moves a file, in place of the one that lies there; or a folder, to where nothing lies. */
  readonly rename: (from: string, to: string) => void;
  readonly removeFile: (file: string) => void;
  /** Removes an empty folder. */
  readonly removeFolder: (folder: string) => void;
}
