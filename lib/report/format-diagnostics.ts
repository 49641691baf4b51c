import { compareDiagnostics, type Diagnostic, type Position, type Severity } from '../core/diagnostic';
import { counted } from '../core/text';
import { harmless } from './harmless';
import type { Paint } from './paint';
import { quoteLine } from './quote-line';

/** All diagnostics as text for people, in order, with a blank line between them and their number at the end; '' for none. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], paint: Paint): string {
  if (diagnostics.length === 0) return '';
  const blocks = [...diagnostics]
    .sort(compareDiagnostics)
    .map((diagnostic) => formatDiagnostic(diagnostic, paint));
  return [...blocks, `${countLine(diagnostics)}\n`].join('\n');
}

/** How many there are of each severity: "2 errors, 1 warning". */
export function countLine(diagnostics: readonly Diagnostic[]): string {
  const of = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const [errors, warnings] = [of('error'), of('warning')];
  const words = [errors > 0 && counted(errors, 'error'), warnings > 0 && counted(warnings, 'warning')];
  return words.filter(Boolean).join(', ');
}

function formatDiagnostic(diagnostic: Diagnostic, paint: Paint): string {
  const { code, severity, message, reason, remedy, at, related } = diagnostic;
  const colour = severity === 'error' ? paint.error : paint.warning;
  const place = at === undefined ? '' : `${paint.strong(placeText(at))}: `;
  const lines = [
    `${place}${colour(severity)}: ${paint.strong(harmless(message))} ${paint.faint(`[${code}]`)}`,
    ...quoted(at, paint),
    ...related.flatMap((other) => [
      ` ${harmless(other.label)}: ${placeText(other.at)}`,
      ...quoted(other.at, paint),
    ]),
    ` ${paint.faint('why:')} ${harmless(reason)}`,
    ` ${paint.faint('fix:')} ${harmless(remedy)}`,
  ];
  return `${lines.join('\n')}\n`;
}

function placeText({ file, line, column }: Position): string {
  return `${harmless(file)}:${line}:${column}`;
}

function quoted(at: Position | undefined, paint: Paint): readonly string[] {
  return at === undefined ? [] : quoteLine(at).map((line) => paint.faint(line));
}
