import type { SourceTree } from '../config/source-tree';
import type { Diagnostic } from '../core/diagnostic';
import type { State } from './gone';
import type { InputEdit } from './input-edit';
import type { LostUnit, WrittenUnit } from './lost';

/** What a removal starts from. */
export interface RemovalContext {
  readonly tree: SourceTree;
  readonly before: State;
  readonly lost: readonly LostUnit[];
  /** The units of an app in the output of the last run, one a cluster. */
  readonly written: (app: string) => readonly WrittenUnit[];
  /** How the fleet looks after edits, before any tombstone; findings where it is not valid then. */
  readonly preview: (edits: readonly InputEdit[]) => State | readonly Diagnostic[];
}

/** What a removal would change; with findings, nothing is to be changed. */
export interface Removal {
  readonly edits: readonly InputEdit[];
  readonly findings: readonly Diagnostic[];
  /** What a person does next, step by step. */
  readonly next: readonly string[];
}

/** A removal that is refused. */
export function refuse(findings: readonly Diagnostic[]): Removal {
  return { edits: [], findings, next: [] };
}
