import { isMap, isSeq, parseDocument, type Document } from 'yaml';
import type { TombstonesInput } from '../config/tombstones-schema';
import { sortedUnique } from '../core/text';

/** Path of the file below the root. */
export const TOMBSTONES_FILE = 'tombstones.yaml';

/** An entry for a removed app. */
export type AppTombstone = TombstonesInput['apps'][number];
/** An entry for a namespace that no app uses. */
export type NamespaceTombstone = TombstonesInput['namespaces'][number];

/** An entry for a component that clusters no longer have. */
export type ComponentTombstone = TombstonesInput['components'][number];

/** Lists of the file. */
export type TombstoneList = keyof TombstonesInput;

const HEADER =
  '# What was removed, and must still be pruned or kept. `meridian remove` and `meridian tombstones` write it.\n';

/** A change of the entries; what it leaves alone keeps its comments. */
export type TombstoneChange = (document: Document) => void;

/** The text of tombstones.yaml with changes; `text` is undefined where there is none yet. */
export function editTombstones(text: string | undefined, changes: readonly TombstoneChange[]): string {
  const document: Document = parseDocument(text ?? HEADER);
  if (!isMap(document.contents)) document.contents = document.createNode({});
  for (const change of changes) change(document);
  return document.toString({
    lineWidth: 0,
    indentSeq: !/^- /m.test(text ?? ''),
    flowCollectionPadding: !/\{[^\s}]/.test(text ?? ''),
  });
}

/** Adds an app, or more clusters and kinds to the entry that it has. */
export function addApp(app: AppTombstone): TombstoneChange {
  return (document) => {
    const old = entryOf(document, 'apps', app.name) as Partial<AppTombstone> | undefined;
    const kinds = sortedUnique([...(old?.kinds ?? []), ...app.kinds]);
    put(document, 'apps', app.name, {
      name: app.name,
      owner: app.owner,
      namespace: app.namespace,
      clusters: sortedUnique([...(old?.clusters ?? []), ...app.clusters]),
      ...(kinds.length === 0 ? {} : { kinds }),
    });
  };
}

/** Adds a namespace, or the quotas of more clusters to the entry that it has. */
export function addNamespace({ exposed, quota, ...namespace }: NamespaceTombstone): TombstoneChange {
  return (document) => {
    const { name } = namespace;
    const old = entryOf(document, 'namespaces', name) as Partial<NamespaceTombstone> | undefined;
    put(document, 'namespaces', name, {
      ...namespace,
      ...(exposed || old?.exposed === true ? { exposed: true } : {}),
      quota: { ...old?.quota, ...quota },
    });
  };
}

/** Moves a namespace to another state. */
export function setNamespaceState(name: string, state: NamespaceTombstone['state']): TombstoneChange {
  return (document) => document.setIn(['namespaces', indexOf(document, 'namespaces', name), 'state'], state);
}

/** Adds a component, or more clusters to the entry that it has. */
export function addComponent(component: ComponentTombstone): TombstoneChange {
  return (document) => {
    const old = entryOf(document, 'components', component.name) as Partial<ComponentTombstone> | undefined;
    const clusters = sortedUnique([...(old?.clusters ?? []), ...component.clusters]);
    put(document, 'components', component.name, { ...component, clusters });
  };
}

/** Adds a cluster. */
export function addCluster(name: string): TombstoneChange {
  return (document) => put(document, 'clusters', name, { name });
}

/** Takes an entry out. */
export function dropEntry(list: TombstoneList, name: string): TombstoneChange {
  return (document) => {
    document.deleteIn([list, indexOf(document, list, name)]);
    const rest = document.get(list, true);
    if (isSeq(rest) && rest.items.length === 0) rest.flow = true;
  };
}

function put(document: Document, list: TombstoneList, name: string, entry: object): void {
  const index = indexOf(document, list, name);
  const entries = document.get(list, true);
  if (!isSeq(entries)) document.set(list, [entry]);
  else if (index >= 0) replaceFields(document, [list, index], entry);
  else {
    entries.flow = false;
    document.addIn([list], document.createNode(entry));
  }
}

/** Field by field, so that comments between them stay. */
function replaceFields(document: Document, path: readonly (string | number)[], entry: object): void {
  for (const [key, value] of Object.entries(entry) as [string, unknown][]) {
    const before = (document.getIn(path, true) as { toJSON: () => Record<string, unknown> }).toJSON()[key];
    if (JSON.stringify(before) !== JSON.stringify(value))
      document.setIn([...path, key], document.createNode(value));
  }
}

function entryOf(document: Document, list: TombstoneList, name: string): unknown {
  const entries = (
    document.toJSON() as Partial<Record<TombstoneList, readonly { readonly name: string }[]>> | null
  )?.[list];
  return entries?.find((entry) => entry.name === name);
}

function indexOf(document: Document, list: TombstoneList, name: string): number {
  const entries = document.get(list, true);
  if (!isSeq(entries)) return -1;
  return entries.items.findIndex((item) => isMap(item) && item.get('name') === name);
}
