import { compareCodePoints } from './text';

/** A place in an input file. Lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  /** Path relative to the root of the repository, with '/' separators. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The text of that line, without its line break. */
  readonly text: string;
  /** How many characters the caret underlines; at least 1. */
  readonly length: number;
}

/** 'error' stops synth before anything is written; 'warning' becomes an error in a strict fleet where `strict` says so. */
export type Severity = 'error' | 'warning';

/** One thing that is wrong, said so that its reader can mend it. */
export interface Diagnostic {
  /** Stable code, `<stage>/<name>`; docs/errors.md lists them all. */
  readonly code: string;
  readonly severity: Severity;
  /** A warning of this kind is an error in a fleet with `strict: true`. */
  readonly strict: boolean;
  /** What is wrong, with the value: one sentence. */
  readonly message: string;
  /** Why it matters: one sentence. */
  readonly reason: string;
  /** What to do about it: one sentence. */
  readonly remedy: string;
  /** Where it is; absent only where no file is to blame. */
  readonly at?: Position;
  /** The other sides of a conflict. */
  readonly related: readonly RelatedPlace[];
}

/** The other side of a conflict. */
export interface RelatedPlace {
  readonly label: string;
  readonly at: Position;
}

/** What a message factory's template fills in; reason defaults to that of the definition. */
export interface MessageText {
  readonly message: string;
  readonly remedy: string;
  readonly reason?: string;
  readonly at?: Position | undefined;
  readonly related?: readonly RelatedPlace[];
}

/** A message factory: call it with its data; `code`, `severity` and `reason` describe it in docs/errors.md. */
export interface MessageDefinition<Data> {
  (data: Data): Diagnostic;
  readonly code: string;
  readonly severity: Severity;
  readonly strict: boolean;
  readonly reason: string;
}

/** Defines one code with its only factory. `reason` says why it matters, for every instance of it. */
export function defineMessage<Data>(
  code: string,
  definition: {
    readonly severity?: Severity;
    readonly strict?: boolean;
    readonly reason: string;
    readonly text: (data: Data) => MessageText;
  },
): MessageDefinition<Data> {
  const severity = definition.severity ?? 'error';
  const strict = definition.strict ?? false;
  const build = (data: Data): Diagnostic => {
    const text = definition.text(data);
    return {
      code,
      severity,
      strict,
      message: text.message,
      reason: text.reason ?? definition.reason,
      remedy: text.remedy,
      ...(text.at === undefined ? {} : { at: text.at }),
      related: text.related ?? [],
    };
  };
  return Object.assign(build, { code, severity, strict, reason: definition.reason });
}

/** The order in which diagnostics are shown: by file, line, column, code, message. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    comparePlaces(a.at, b.at) || compareCodePoints(a.code, b.code) || compareCodePoints(a.message, b.message)
  );
}

/** What no file is to blame for comes first. */
function comparePlaces(a: Position | undefined, b: Position | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareCodePoints(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** Whether any of them stops synth. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}

/** The same list with the warnings that a strict fleet refuses raised to errors. */
export function raiseStrict(diagnostics: readonly Diagnostic[], strict: boolean): readonly Diagnostic[] {
  if (!strict) return diagnostics;
  return diagnostics.map((d) => (d.strict ? { ...d, severity: 'error' as const } : d));
}
