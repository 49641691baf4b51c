import { parse } from 'yaml';
import { readInputs } from '../../lib/config/read-inputs';
import { readSourceTree } from '../../lib/config/read-source-tree';
import type { SourceTree } from '../../lib/config/source-tree';
import { raiseStrict, type Diagnostic } from '../../lib/core/diagnostic';
import { resolveFleet } from '../../lib/fleet/resolve-fleet';
import { derivePlan } from '../../lib/plan/derive-plan';
import { PRODUCTION_LABELS, PRODUCTION_RULES } from '../../lib/policy/profiles';
import { REPOSITORY } from '../support/reference';
import { kindOfFile } from '../support/input-leaves';
import { requiredParts, withoutPart, type DataPath } from '../support/required-parts';

const TREE = readSourceTree(REPOSITORY);
const FILES = [...TREE.files.keys()].filter((file) => kindOfFile(file) !== undefined);
const DATA = new Map(FILES.map((file) => [file, parse(TREE.files.get(file) ?? '') as unknown]));
const PROFILE = 'policies/restricted-prod.yaml';

/** Data is written as JSON, which is YAML. */
function treeOf(files: Iterable<readonly [file: string, data: unknown]>): SourceTree {
  return { files: new Map([...files].map(([file, data]) => [file, JSON.stringify(data)])), unreadable: [] };
}

/** The findings about the whole fleet, as far as its plan, without some files or parts; a warning is an error in it. */
function findings(change: ReadonlyMap<string, unknown>): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const data = [...DATA].flatMap(([file, before]) => {
    const now = change.has(file) ? change.get(file) : before;
    return now === undefined ? [] : [[file, now] as const];
  });
  const inputs = readInputs(treeOf(data), report);
  const fleet = inputs && resolveFleet(inputs, report);
  if (fleet !== undefined) derivePlan(fleet, report);
  return raiseStrict(found, true).filter(({ severity }) => severity === 'error');
}

function words({ message, remedy }: Diagnostic): string {
  return `${message} ${remedy}`;
}

/** What is said of one file alone without a part of it: enough for what its schema asks for. Releases are those of an app. */
function saidWithout(file: string, path: DataPath): readonly string[] {
  const found: Diagnostic[] = [];
  const contract = file.replace(/releases\.yaml$/, 'app.yaml');
  const files = new Map([[contract, DATA.get(contract)]]).set(file, withoutPart(DATA.get(file), path));
  readInputs(treeOf(files), (diagnostic) => void found.push(diagnostic));
  return found.filter((finding) => finding.at?.file === file).map(words);
}

const PARTS = FILES.flatMap((file) =>
  requiredParts(kindOfFile(file) ?? 'fleet', DATA.get(file)).map((path) => ({ file, path })),
);

/** A key as it is written, and a list by the path that leads to it. */
function nameOf(path: DataPath): string {
  const key = path.at(-1);
  return typeof key === 'string' ? `"${key}"` : String(path.at(-2));
}

describe('without any one part that its file must have, the reference fleet', () => {
  it('has parts of every kind to lose', () => {
    expect(new Set(PARTS.map(({ file }) => kindOfFile(file)))).toEqual(
      new Set([
        'fleet',
        'cluster',
        'cluster-profile',
        'backup-profile',
        'observability-profile',
        'telemetry-profile',
        'policy-profile',
        'versions',
        'app',
        'releases',
      ]),
    );
    expect(PARTS.length).toBeGreaterThan(200);
  });

  it.each(FILES)('is refused, and the part is named: %s', (file) => {
    const parts = PARTS.filter((part) => part.file === file);
    const silent = parts.filter(
      ({ path }) => !saidWithout(file, path).some((text) => text.includes(nameOf(path))),
    );
    expect(parts).not.toEqual([]);
    expect(silent.map(({ path }) => path.join('.'))).toEqual([]);
  });
});

/** Fields of the registry that a file may leave out, and a strict fleet may not. */
const FACTS = ['reason', 'ring', 'zones', 'networks', 'capacity'] as const;
/** The same for the contract of an app that runs in several regions. */
const PROMISES = [
  ['data', 'rpo'],
  ['data', 'rto'],
  ['runtime', 'load'],
] as const;
const CLUSTERS = FILES.filter((file) => file.startsWith('clusters/'));

function part(file: string, path: DataPath): ReadonlyMap<string, unknown> {
  return new Map([[file, withoutPart(DATA.get(file), path)]]);
}

function expectNamed(change: ReadonlyMap<string, unknown>, ...names: readonly string[]): void {
  const said = findings(change).map(words);
  expect(said.filter((text) => names.some((name) => text.includes(name)))).not.toEqual([]);
}

describe('without any one thing that the rest counts on, the reference fleet is refused, and the thing is named:', () => {
  it('is whole to begin with', () => {
    expect(findings(new Map()).map(words)).toEqual([]);
  });

  it.each(CLUSTERS.flatMap((file) => FACTS.map((fact) => [file, fact] as const)))('%s: %s', (file, fact) => {
    expectNamed(part(file, [fact]), `"${fact}"`);
  });

  const promised = FILES.filter((file) => file.endsWith('/app.yaml')).flatMap((file) => {
    const { application } = DATA.get(file) as {
      readonly application: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    };
    if (Number(application['regions']?.['length']) < 2) return [];
    return PROMISES.filter(([facet, field]) => application[facet]?.[field] !== undefined).map(
      (path) => [file, path.join('.'), path] as const,
    );
  });

  it.each(promised)('%s: %s', (file, name, path) => {
    expectNamed(part(file, ['application', ...path]), `"${name}"`);
  });

  const { rules, labels } = DATA.get(PROFILE) as Record<'rules' | 'labels', readonly string[]>;

  it.each(PRODUCTION_RULES)('the rule %s of the profile', (rule) => {
    expectNamed(part(PROFILE, ['rules', rules.indexOf(rule)]), rule);
  });

  it.each(PRODUCTION_LABELS)('the label %s of the profile', (label) => {
    expectNamed(part(PROFILE, ['labels', labels.indexOf(label)]), label);
  });

  const fleet = DATA.get('fleet.yaml') as Record<
    'rings' | 'registries',
    readonly { readonly name: string }[]
  >;

  it.each(fleet.rings.map(({ name }, index) => [name, index] as const))('the ring %s', (name, index) => {
    expectNamed(part('fleet.yaml', ['rings', index]), `"${name}"`);
  });

  it.each(CLUSTERS)('the cluster of %s', (file) => {
    const { region, clusterId } = DATA.get(file) as Record<'region' | 'clusterId', string>;
    expectNamed(new Map([[file, undefined]]), region, clusterId);
  });

  it.each(FILES.filter((file) => file.endsWith('/releases.yaml')))('%s', (file) => {
    expectNamed(new Map([[file, undefined]]), file.split('/')[1] ?? file);
  });

  const called = FILES.flatMap((file) => {
    const { application } = (DATA.get(file) ?? {}) as {
      application?: { calls?: { to?: readonly string[] } };
    };
    return application?.calls?.to ?? [];
  });

  it.each([...new Set(called)])('the app %s, which others call', (name) => {
    const gone = ['app', 'releases'].map((kind) => [`apps/${name}/${kind}.yaml`, undefined] as const);
    expectNamed(new Map(gone), `"${name}"`);
  });
});
