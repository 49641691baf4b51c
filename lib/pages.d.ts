/** A page that is imported is its text: no stage reads a file for it. */
declare module '*.md' {
  const text: string;
  export = text;
}
