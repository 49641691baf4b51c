/** What a read of the inputs found: path relative to the root, with '/' separators → text, or why it could not be read. */
export interface SourceTree {
  readonly files: ReadonlyMap<string, string>;
  readonly unreadable: readonly UnreadableFile[];
}

/** An input that is there and could not be read as text. */
export interface UnreadableFile {
  readonly path: string;
  readonly problem: string;
}
