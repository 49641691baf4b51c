import type { ClusterFolder, Compiled, PlainFile, Unit } from '../compile/unit';
import type { Diagnostic } from '../core/diagnostic';
import { identityKey, objectIdentity, type Manifest, type ObjectIdentity } from '../core/manifest';
import { sortedBy } from '../core/text';
import { duplicateObject, duplicatePath, nameTooLong } from './messages';
import { objectPath } from './object-path';
import { isSafePath } from './output-path';

/** A file that holds one object. */
export interface ManifestFile {
  /** Relative to the output root, with '/' separators. */
  readonly path: string;
  readonly cluster: string;
  /** What the file belongs to, for messages: 'unit apps/checkout', 'root'. */
  readonly unit: string;
  readonly object: Manifest;
}

/** A file that is no manifest. */
export interface OtherFile {
  /** Relative to the output root, with '/' separators. */
  readonly path: string;
  readonly cluster: string;
  /** What the file belongs to, for messages: 'units/apps/checkout.yaml'. */
  readonly unit: string;
  readonly content: PlainFile['content'];
}

/** One file to write, before it is text. */
export type FileSpec = ManifestFile | OtherFile;

/** The files in the order of their paths, and what is wrong with them. */
export interface Layout {
  readonly files: readonly FileSpec[];
  readonly findings: readonly Diagnostic[];
}

/** Bytes that the usual file systems allow in one name. */
const LONGEST_NAME = 255;

interface Placed {
  readonly file: ManifestFile;
  readonly identity: ObjectIdentity;
  /** Namespace of the objects that name none. */
  readonly namespace: string;
}

/** Gives every object and plain file its path; two objects that are one to a cluster, or two files with one path, are errors. */
export function layout(compiled: Compiled): Layout {
  const placed = [
    ...compiled.units.flatMap((unit) => placeUnit(unit)),
    ...compiled.folders.flatMap((folder) => placeFolder(folder)),
  ];
  const files = sortedBy<FileSpec>(
    [...placed.map(({ file }) => file), ...compiled.files.map(placeFile)],
    (file) => file.path,
  );
  files.forEach(assertSafe);
  return { files, findings: [...findDuplicates(placed), ...findClashes(files), ...findLongNames(files)] };
}

function placeUnit(unit: Unit): Placed[] {
  return placeObjects(unit, `unit ${unit.lane}/${unit.name}`, unit.namespace);
}

function placeFolder(folder: ClusterFolder): Placed[] {
  return placeObjects(folder, folder.directory, '');
}

function placeObjects(home: Unit | ClusterFolder, unit: string, namespace: string): Placed[] {
  const { cluster, directory, objects } = home;
  return objects.map((object) => {
    const identity = objectIdentity(object);
    const path = `${cluster}/${directory}/${objectPath(identity)}`;
    return { file: { path, cluster, unit, object }, identity, namespace };
  });
}

function placeFile(file: PlainFile): OtherFile {
  return {
    path: `${file.cluster}/${file.path}`,
    cluster: file.cluster,
    unit: file.path,
    content: file.content,
  };
}

function assertSafe(file: FileSpec): void {
  if (!isSafePath(file.path))
    throw new Error(`${file.unit} gives ${JSON.stringify(file.path)}, which is no path to write`);
}

function findDuplicates(placed: readonly Placed[]): Diagnostic[] {
  const namespaced = new Set(placed.filter(({ identity }) => identity.namespace !== '').map(typeKey));
  const first = new Map<string, ManifestFile>();
  const findings: Diagnostic[] = [];
  for (const entry of placed) {
    const { file, identity } = entry;
    // Argo CD fills in the unit's namespace where a namespaced object has none; a kind that has one anywhere is namespaced.
    const namespace = identity.namespace || (namespaced.has(typeKey(entry)) ? entry.namespace : '');
    const object = identityKey(namespace === identity.namespace ? identity : { ...identity, namespace });
    const key = `${file.cluster}\n${object}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, file);
    else
      findings.push(duplicateObject({ cluster: file.cluster, object, first: other.unit, second: file.unit }));
  }
  return findings;
}

function typeKey({ identity }: Placed): string {
  return `${identity.group}/${identity.kind}`;
}

function findClashes(files: readonly FileSpec[]): Diagnostic[] {
  return files.flatMap((file, index) => {
    const before = files[index - 1];
    // One object twice has one path too, and was named already.
    if (before?.path !== file.path || isSameObject(before, file)) return [];
    return [duplicatePath({ path: file.path, first: before.unit, second: file.unit })];
  });
}

function isSameObject(a: FileSpec, b: FileSpec): boolean {
  return (
    'object' in a &&
    'object' in b &&
    identityKey(objectIdentity(a.object)) === identityKey(objectIdentity(b.object))
  );
}

function findLongNames(files: readonly FileSpec[]): Diagnostic[] {
  return files
    .filter(({ path }) => path.length > LONGEST_NAME && path.split('/').some(isLong))
    .map((file) => nameTooLong({ path: file.path, unit: file.unit, limit: LONGEST_NAME }));
}

function isLong(name: string): boolean {
  return name.length > LONGEST_NAME;
}
