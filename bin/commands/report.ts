import { compareDiagnostics, type Diagnostic } from '../../lib/core/diagnostic';
import { formatDiagnostics } from '../../lib/report/format-diagnostics';
import { diagnosticsData } from '../../lib/report/summary';
import { paintFor, type CommandIo } from '../io';

/** Shows diagnostics to a person, on stderr. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], io: CommandIo): void {
  if (diagnostics.length > 0) io.stderr(formatDiagnostics(diagnostics, paintFor(io, 'stderr')));
}

/** Shows a result and its diagnostics to a machine, on stdout. */
export function printJson(result: object, diagnostics: readonly Diagnostic[], io: CommandIo): void {
  const sorted = diagnosticsData([...diagnostics].sort(compareDiagnostics));
  io.stdout(`${JSON.stringify({ ...result, diagnostics: sorted }, undefined, 2)}\n`);
}
