import { isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import type { AppTemplate, InputFiles, ReferenceInputs } from './reference-inputs';

/**
 * A fleet with the clusters of the reference fleet and its apps in turn, `count` in all. Every round of the apps is a copy
 * with a number behind its names, so that the apps of a round call one another, share namespaces and have owners as those
 * of the reference fleet do; what a round that was cut short lacks, the others do not call.
 */
export function growFleet(reference: ReferenceInputs, count: number): InputFiles {
  const files = new Map(reference.shared);
  const templates = reference.apps;
  if (templates.length === 0) throw new Error('the reference fleet has no apps');
  for (let start = 0, round = 1; start < count; start += templates.length, round++) {
    const present = templates.slice(0, count - start);
    for (const template of present) addApp(files, template, present, round);
  }
  return files;
}

/** The name of an app's copy; rounds count from one. */
export function copyName(name: string, round: number): string {
  return `${name}-${round}`;
}

function addApp(
  files: Map<string, string>,
  template: AppTemplate,
  present: readonly AppTemplate[],
  round: number,
): void {
  const folder = `apps/${copyName(template.name, round)}`;
  files.set(
    `${folder}/app.yaml`,
    renameContract(template.contract, new Set(present.map(({ name }) => name)), round),
  );
  files.set(`${folder}/releases.yaml`, template.releases);
}

function renameContract(text: string, present: ReadonlySet<string>, round: number): string {
  const document = parseDocument(text);
  const names = [
    ['application', 'name'],
    ['application', 'owner'],
    ['application', 'namespace'],
    ['workloadIdentity', 'app'],
  ];
  for (const path of names) {
    const name = document.getIn(path);
    if (typeof name === 'string') document.setIn(path, copyName(name, round));
  }
  for (const direction of ['to', 'from']) renameCalls(document, direction, present, round);
  renameHosts(document, round);
  return document.toString({ lineWidth: 0 });
}

function renameCalls(
  document: Document,
  direction: string,
  present: ReadonlySet<string>,
  round: number,
): void {
  const calls = document.getIn(['application', 'calls', direction]);
  if (!isSeq(calls)) return;
  calls.items = calls.items.filter((item) => isScalar(item) && present.has(String(item.value)));
  for (const item of calls.items) if (isScalar(item)) item.value = copyName(String(item.value), round);
}

/** The first label of a host gets the number: one wildcard certificate covers one label. */
function renameHosts(document: Document, round: number): void {
  const traffic = document.getIn(['application', 'traffic']);
  const hosts = isMap(traffic) ? traffic.get('hosts') : undefined;
  if (!isSeq(hosts)) return;
  for (const item of hosts.items) {
    if (isScalar(item)) item.value = String(item.value).replace(/^[^.]+/, (label) => copyName(label, round));
  }
}
