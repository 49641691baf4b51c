import { z } from 'zod';
import { isTree } from '../../lib/fleet/layers';
import { routesOf, type Route } from '../../lib/report/routes';
import { synthesize, type Synthesis } from '../../lib/synthesize';
import {
  INPUT_SCHEMAS,
  isInstanceOf,
  kindOfFile,
  leavesSetBy,
  schemaAt,
  type InputKind,
  type LeafPath,
} from './input-leaves';

/** Files of a fleet as data: path → content. */
export type FleetData = Readonly<Record<string, unknown>>;

/** A concrete place of a field: steps are keys and indexes. */
export interface Place {
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** Everything that a synthesis says, one line a value or finding; a page for people is no part of it. */
export type Facts = ReadonlySet<string>;

const EXISTING = [
  {
    cluster: 'gone',
    lane: 'apps',
    name: 'any',
    path: 'gone/units/apps/any.yaml',
    objects: [],
    emptied: false,
  },
];

/** What comes out of a fleet: every field of every object and unit file, or the findings that stand in the way. */
export function factsOf(fleet: FleetData): Facts {
  const { compiled, diagnostics } = synthesizeData(fleet);
  const findings = diagnostics.map(
    ({ code, severity, message }) => `finding ${severity} ${code}: ${message}`,
  );
  if (compiled === undefined) return new Set(findings);
  const objects = [...compiled.units, ...compiled.folders].flatMap(({ cluster, directory, objects }) =>
    objects.flatMap((object) =>
      lines(object, `${cluster}/${directory} ${object.kind} ${object.metadata.name}`),
    ),
  );
  const parameters = compiled.files.flatMap(({ cluster, path, content }) => {
    if ('json' in content) return lines(content.json, path.replace(/^permissions\//, ''));
    return 'yaml' in content ? lines(content.yaml, `${cluster}/${path}`) : [];
  });
  return new Set([...findings, ...objects, ...parameters]);
}

/** The pages for people that come out of a fleet. */
export function pagesOf(fleet: FleetData): readonly string[] {
  const { compiled } = synthesizeData(fleet);
  return (compiled?.files ?? []).flatMap(({ content }) => ('text' in content ? [content.text] : []));
}

/** The routing table of a fleet. */
export function tableOf(fleet: FleetData): readonly Route[] {
  const { plan } = synthesizeData(fleet);
  return plan === undefined ? [] : routesOf(plan);
}

function synthesizeData(fleet: FleetData): Synthesis {
  const files = new Map(Object.entries(fleet).map(([file, content]) => [file, JSON.stringify(content)]));
  return synthesize({
    tree: { files, unreadable: [] },
    resources: {},
    existingUnits: EXISTING,
    twice: false,
    today: '2026-11-21',
  });
}

function lines(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`${path} = ${JSON.stringify(value)}`];
  const entries = Object.entries(value);
  return entries.length === 0
    ? [`${path} = {}`]
    : entries.flatMap(([key, child]) => lines(child, `${path}.${key}`));
}

/** What one of two sets of facts has and the other has not. */
export function changesBetween(before: Facts, after: Facts): readonly string[] {
  return [
    ...[...after].filter((fact) => !before.has(fact)),
    ...[...before].filter((fact) => !after.has(fact)),
  ];
}

/** Every place in a fleet that is an instance of a leaf. */
export function placesOf(fleet: FleetData, kind: InputKind, leaf: LeafPath): readonly Place[] {
  return Object.entries(fleet).flatMap(([file, content]) =>
    kindOfFile(file) === kind
      ? concretePaths(content)
          .filter((path) =>
            isInstanceOf(
              path.map((step) => (typeof step === 'number' ? '[]' : step)),
              leaf,
            ),
          )
          .map((path) => ({ file, path }))
      : [],
  );
}

function concretePaths(value: unknown, path: Place['path'] = []): readonly Place['path'][] {
  if (typeof value !== 'object' || value === null || leavesSetBy(value).length === 0) return [path];
  const entries = Array.isArray(value)
    ? value.map((child: unknown, index): [number, unknown] => [index, child])
    : Object.entries(value);
  return entries.length === 0
    ? [path]
    : entries.flatMap(([key, child]) => concretePaths(child, [...path, key]));
}

/** The fleet with another value at a place; `undefined` takes it out. */
export function withValue(fleet: FleetData, { file, path }: Place, value: unknown): FleetData {
  return { ...fleet, [file]: replaced(fleet[file], path, value) };
}

function replaced(tree: unknown, path: Place['path'], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(tree)) {
    const items = tree.map((item: unknown, index) => (index === step ? replaced(item, rest, value) : item));
    return items.filter((item) => item !== undefined);
  }
  const map = isTree(tree) ? tree : {};
  const next = replaced(map[step], rest, value);
  return Object.fromEntries(
    Object.entries({ ...map, [step]: next }).filter(([, child]) => child !== undefined),
  );
}

/** Other texts of one form; the first row that takes the present text gives them. */
const TEXTS: readonly (readonly [form: RegExp, others: readonly string[]])[] = [
  [/^[A-Z]{3}$/, ['GBP', 'JPY']],
  [/^\d+d$/, ['7d']],
  [/^\d+GB$/, ['7GB']],
  [/^1\.31\.\d$/, ['1.31.2', '1.31.3']],
  [/^al2023@/, ['al2023@v20260827']],
  [/^\d+%$/, ['20%']],
  [/^0 8 \* \* /, ['0 9 * * mon-fri']],
  [/^1\.3\d$/, ['1.34', '1.36']],
  [/\.example\.net$/, ['other.example.net']],
  [/^Z[A-Z0-9]+$/, ['Z0123456789OTHER']],
  [/^[0-9a-f]{8}-/, ['00000000-0000-4000-8000-000000000002']],
  [/^\d+\.\d+\.\d+\.\d+\/28$/, ['10.1.254.0/28']],
  [/^10\.\d+\.0\.0\/16$/, ['10.9.0.0/16']],
  [/^100\./, ['100.64.0.0/16', '100.66.0.0/16']],
  [/^172\./, ['172.20.0.0/16', '172.22.0.0/16']],
  [/^[\d.]+\/\d+$/, ['10.1.42.0/24']],
  [/^\d+\.\d+\.\d+\.\d+$/, ['203.0.113.11']],
  [/^\d+(s|m|h|d)$/, ['7s', '0s', '700m', '4m', '3h', '3d']],
  [/^\d+[MG]i$/, ['300Mi', '64Gi']],
  [/^\d+$/, ['7', '1']],
  [/^[a-z]+:[a-z0-9-]+$/, ['aws:ca-central-1']],
  [/^\//, ['/other']],
  [/^refs\//, ['refs/heads/other']],
  [/^https:/, ['https://git.example.com/other.git']],
  [/^must-/, ['must-not-use-latest', 'must-carry-labels']],
  [/^\d{4}-\d\d-\d\d$/, ['2031-01-01']],
  [/^sha256:/, [`sha256:${'9'.repeat(64)}`]],
  [/^[A-Z]\w+\.[a-z]+$/, ['Job.batch']],
  [/^cluster\.local$/, ['other.example.com']],
  [/\.example\.com$/, ['other.example.com', 'other.apps.example.com']],
  [/^(db|cache)$/, ['db', 'cache']],
  [/./, ['other']],
];

/** Other values for a field of which the schema of the file approves; last of all that it is missing. */
export function candidatesFor(fleet: FleetData, place: Place, leaf: LeafPath): readonly unknown[] {
  const schema: z.ZodType = INPUT_SCHEMAS[kindOfFile(place.file) ?? 'fleet'];
  const all = [...othersOf(valueAt(fleet[place.file], place.path), schemaAt(schema, leaf)), undefined];
  return all.filter((value) => schema.safeParse(withValue(fleet, place, value)[place.file]).success);
}

function othersOf(current: unknown, schema: z.ZodType): readonly unknown[] {
  if (schema instanceof z.ZodEnum) return schema.options.filter((option) => option !== current);
  if (typeof current === 'boolean') return [!current];
  if (typeof current === 'number') return [current + 1, current * 2, current / 2, current - 1];
  const text = String(current);
  return TEXTS.find(([form]) => form.test(text))?.[1].filter((other) => other !== text) ?? [];
}

function valueAt(tree: unknown, path: Place['path']): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], tree);
}

/** What an overlay has to say so that a cluster gets the contract's value at a place: lists are given as a whole. */
export function subtreeFor(fleet: FleetData, { file, path }: Place): Readonly<Record<string, unknown>> {
  const list = path.findIndex((step) => typeof step === 'number');
  const whole = list < 0 ? path : path.slice(0, list);
  const value = hasPath(fleet[file], whole) ? valueAt(fleet[file], whole) : null;
  const [facet = '', ...rest] = whole.slice(1).map(String);
  return { [facet]: rest.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value) };
}

function hasPath(tree: unknown, path: Place['path']): boolean {
  let current = tree;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return false;
    current = (current as Record<string | number, unknown>)[step];
  }
  return true;
}
