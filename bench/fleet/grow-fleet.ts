import { isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import type { AppTemplate, InputFiles, ReferenceInputs } from './reference-inputs';

/**
 * A fleet with the clusters of the reference fleet and its apps in turn, `count` in all. Every round of the apps is a copy
 * with a number behind its names, so that the apps of a round call one another, share namespaces and have owners as those
 * of the reference fleet do; what a round that was cut short lacks, the others do not call. The clusters get larger nodes
 * with every round, so that all of them have room.
 */
export function growFleet(reference: ReferenceInputs, count: number): InputFiles {
  const files = new Map(reference.shared);
  const templates = reference.apps;
  if (templates.length === 0) throw new Error('the reference fleet has no apps');
  for (let start = 0, round = 1; start < count; start += templates.length, round++) {
    const present = templates.slice(0, count - start);
    for (const template of present) addApp(files, template, present, round);
  }
  const rounds = Math.ceil(count / templates.length);
  const owners = new Set(templates.slice(0, count).map(ownerOf));
  for (const [path, text] of reference.shared)
    if (path.startsWith('clusters/')) files.set(path, withTeams(withRoom(text, rounds), owners));
  return files;
}

/** A node takes no more pods, whatever its size. */
const MOST_PODS = 1000;

/** A cluster of as many nodes, each of them several times as large. */
function withRoom(text: string, times: number): string {
  if (times < 2) return text;
  const document = parseDocument(text);
  for (const path of [
    ['cpu'],
    ['memory'],
    ['vcpuQuota'],
    ['node', 'cpu'],
    ['node', 'memory'],
    ['node', 'pods'],
  ]) {
    const value = document.getIn(['capacity', ...path]);
    if (value === undefined) continue;
    // Nodes that are full of pods before they are full of anything else take more machines.
    const factor = path.includes('vcpuQuota') ? 2 * times : times;
    const more = String(value).replace(/^\d+/, (digits) => String(Number(digits) * factor));
    const isCount = typeof value === 'number';
    document.setIn(['capacity', ...path], isCount ? Math.min(Number(more), limitOf(path)) : more);
  }
  return document.toString({ lineWidth: 0 });
}

function limitOf(path: readonly string[]): number {
  return path.at(-1) === 'pods' ? MOST_PODS : Number.MAX_SAFE_INTEGER;
}

function ownerOf({ contract }: AppTemplate): string {
  return String(parseDocument(contract).getIn(['application', 'owner']));
}

/** What people may do for a team is theirs for that of the first round; a team of no app has nobody. */
function withTeams(text: string, owners: ReadonlySet<string>): string {
  const document = parseDocument(text);
  const groups = document.getIn(['access', 'groups']);
  if (!isSeq(groups)) return text;
  const teamOf = (group: unknown): unknown => (isMap(group) ? group.get('team') : undefined);
  groups.items = groups.items.filter((group) => {
    const team = teamOf(group);
    return typeof team !== 'string' || owners.has(team);
  });
  for (const group of groups.items) {
    const team = teamOf(group);
    if (isMap(group) && typeof team === 'string') group.set('team', copyName(team, 1));
  }
  return document.toString({ lineWidth: 0 });
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
