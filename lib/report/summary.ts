import type { Diagnostic } from '../core/diagnostic';
import { counted } from '../core/text';
import { harmless } from './harmless';

/** What a run of synth did, in figures. */
export interface RunSummary {
  readonly clusters: number;
  readonly units: number;
  readonly objects: number;
  readonly written: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly warnings: number;
  readonly seconds: number;
}

/** A cluster whose bootstrap differs from the one that was written before. */
export interface ChangedBootstrap {
  readonly cluster: string;
  /** Folder of the bootstrap, as the person who runs synth calls it. */
  readonly directory: string;
  /** What applies it, in order; each only if the one before it succeeded. */
  readonly commands: readonly string[];
  /** Whether the cluster had none before. */
  readonly isNew: boolean;
}

/** The figures of a run in two lines. `verb` tells a run that wrote from one that only looked. */
export function formatSummary(summary: RunSummary, verb: 'wrote' | 'would write'): string {
  const { clusters, units, objects, written, removed, unchanged, warnings, seconds } = summary;
  const sizes = [counted(clusters, 'cluster'), counted(units, 'unit'), counted(objects, 'object')];
  const files = [`${verb} ${counted(written, 'file')}`, `removed ${removed}`, `${unchanged} unchanged`];
  const end = [counted(warnings, 'warning'), `${seconds.toFixed(2)} s`];
  const changes = verb === 'wrote' ? files : [files[0], `remove ${removed}`, files[2]];
  return `${sizes.join(', ')}\n${[...changes, ...end].join(', ')}\n`;
}

/** What a person has to apply by hand, and how; '' where there is nothing. */
export function formatBootstraps(changed: readonly ChangedBootstrap[]): string {
  return changed
    .map(({ cluster, directory, commands, isNew }) => {
      const what = isNew
        ? 'is new: hand it over to its Argo CD once'
        : 'has a changed bootstrap, which nothing applies by itself';
      const lines = commands.map((command) => `  ${harmless(command)}`).join(' &&\n');
      return `\n${cluster} ${what}. ${harmless(directory)}/README.md says how:\n${lines}\n`;
    })
    .join('');
}

/** Diagnostics as plain data for machines. */
export function diagnosticsData(diagnostics: readonly Diagnostic[]): readonly object[] {
  return diagnostics.map(({ code, severity, message, reason, remedy, at, related }) => ({
    code,
    severity,
    message,
    reason,
    remedy,
    ...(at === undefined ? {} : { at }),
    related,
  }));
}
