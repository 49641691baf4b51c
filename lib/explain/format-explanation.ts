import type { Match } from '../config/overlay-schema';
import { harmless } from '../report/harmless';
import type { Paint } from '../report/paint';
import type { ExplainedField, ExplainedLayer, ExplainedValue } from './explained';

/** Fields as text for people: per cluster the value, and below it the layers that made it, the one that wins marked. */
export function formatExplanation(app: string, fields: readonly ExplainedField[], paint: Paint): string {
  return fields.map((field) => formatField(app, field, paint)).join('\n');
}

function formatField(app: string, { path, values }: ExplainedField, paint: Paint): string {
  const lines = values.flatMap((value) => formatValue(value, paint));
  return `${paint.strong(`${app} ${path}`)}\n${lines.map((line) => `${line}\n`).join('')}`;
}

function formatValue({ cluster, placed, value, layers }: ExplainedValue, paint: Paint): readonly string[] {
  const note = placed ? '' : paint.faint('  (does not run there)');
  const head = `  ${cluster}: ${paint.strong(shownValue(value))}${note}`;
  return [head, ...layers.map((layer, index) => formatLayer(layer, index === layers.length - 1, paint))];
}

function formatLayer({ kind, name, match, value, at }: ExplainedLayer, wins: boolean, paint: Paint): string {
  const label = name.startsWith(kind) ? name : `${kind} ${name}`;
  const title = match === undefined ? label : `${label} ${matchText(match)}`;
  const place = at === undefined ? 'built in' : `${harmless(at.file)}:${at.line}:${at.column}`;
  const line = `${title}: ${value === null ? 'removed' : shownValue(value)}`;
  return `    ${wins ? '>' : ' '} ${wins ? line : paint.faint(line)}  ${paint.faint(place)}`;
}

function matchText(match: Match): string {
  const keys = Object.entries(match).map(([key, names]) => `${key}: ${[names].flat().join(' or ')}`);
  return `(${keys.join(', ')})`;
}

function shownValue(value: unknown): string {
  if (value === undefined) return 'not set';
  return harmless(typeof value === 'string' ? value : JSON.stringify(value));
}
