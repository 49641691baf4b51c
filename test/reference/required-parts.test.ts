import { join } from 'node:path';
import { parse } from 'yaml';
import { readInputs } from '../../lib/config/read-inputs';
import { readSourceTree } from '../../lib/config/read-source-tree';
import type { SourceTree } from '../../lib/config/source-tree';
import { raiseStrict, type Diagnostic } from '../../lib/core/diagnostic';
import { resolveFleet } from '../../lib/fleet/resolve-fleet';
import { derivePlan } from '../../lib/plan/derive-plan';
import { synthesize } from '../../lib/synthesize';
import { PRODUCTION_LABELS, PRODUCTION_RULES } from '../../lib/policy/profiles';
import { REPOSITORY } from '../support/reference';
import { INPUT_SCHEMAS, kindOfFile } from '../support/input-leaves';
import { requiredParts, withoutPart, type DataPath } from '../support/required-parts';

type Data = ReadonlyMap<string, unknown>;

/** The inputs of a fleet, parsed, by file. */
function dataOf(root: string): Data {
  const { files } = readSourceTree(root);
  const inputs = [...files].filter(([file]) => kindOfFile(file) !== undefined);
  return new Map(inputs.map(([file, text]) => [file, parse(text) as unknown]));
}

const REFERENCE = dataOf(REPOSITORY);
const PROFILE = 'policies/restricted-prod.yaml';

/** Data is written as JSON, which is YAML. */
function treeOf(files: Iterable<readonly [file: string, data: unknown]>): SourceTree {
  return { files: new Map([...files].map(([file, data]) => [file, JSON.stringify(data)])), unreadable: [] };
}

/** A fleet without some files or parts. */
function changed(data: Data, change: Data): SourceTree {
  const entries = [...data].flatMap(([file, before]) => {
    const now = change.has(file) ? change.get(file) : before;
    return now === undefined ? [] : [[file, now] as const];
  });
  return treeOf(entries);
}

function errorsOf(found: readonly Diagnostic[]): readonly string[] {
  return raiseStrict(found, true)
    .filter(({ severity }) => severity === 'error')
    .map(words);
}

/** What is said about a whole fleet, as far as its plan, without some files or parts; a warning is an error in it. */
function findings(data: Data, change: Data): readonly string[] {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const inputs = readInputs(changed(data, change), report);
  const fleet = inputs && resolveFleet(inputs, report);
  if (fleet !== undefined) derivePlan(fleet, report);
  return errorsOf(found);
}

/** The same, to the very end: what only compiled objects show, too. */
function allFindings(data: Data, change: Data): readonly string[] {
  const tree = changed(data, change);
  return errorsOf(synthesize({ tree, resources: {}, existingUnits: [], twice: false }).diagnostics);
}

function words({ message, remedy }: Diagnostic): string {
  return `${message} ${remedy}`;
}

/** What is said of one file alone without a part of it: enough for what its schema asks for. Releases are those of an app. */
function saidWithout(data: Data, file: string, path: DataPath): readonly string[] {
  const found: Diagnostic[] = [];
  const contract = file.replace(/releases\.yaml$/, 'app.yaml');
  const files = new Map([[contract, data.get(contract)]]).set(file, withoutPart(data.get(file), path));
  readInputs(treeOf(files), (diagnostic) => void found.push(diagnostic));
  return found.filter((finding) => finding.at?.file === file).map(words);
}

/** A key as it is written, and a list by the path that leads to it. */
function nameOf(path: DataPath): string {
  const key = path.at(-1);
  return typeof key === 'string' ? `"${key}"` : String(path.at(-2));
}

function part(data: Data, file: string, path: DataPath): Data {
  return new Map([[file, withoutPart(data.get(file), path)]]);
}

function expectNamed(said: readonly string[], ...names: readonly string[]): void {
  expect(said.filter((text) => names.some((name) => text.includes(name)))).not.toEqual([]);
}

/** What clusters of a profile need not say themselves: all that a cluster must have. */
function neededOf(profile: unknown): readonly string[] {
  const needed = new Set(requiredParts('cluster', profile).map(([key]) => String(key)));
  return Object.keys(profile as object).filter((key) => key !== 'name' && needed.has(key));
}

/** Fields of the registry that a file may leave out, and a strict fleet may not. */
const FACTS = ['reason', 'ring', 'zones', 'networks', 'capacity'] as const;
/** Those of which only the compiled objects show that something counts on them, by what is said then. */
const COMPILED_FACTS = [
  ['account', 'account.id'],
  ['backup', '"backup"'],
] as const;
/** The same for the contract of an app that runs in several regions. */
const PROMISES = [
  ['data', 'rpo'],
  ['data', 'rto'],
  ['runtime', 'load'],
] as const;

function promisesOf(data: Data): readonly (readonly [file: string, name: string, path: DataPath])[] {
  return [...data.keys()]
    .filter((file) => file.endsWith('/app.yaml'))
    .flatMap((file) => {
      const { application } = data.get(file) as {
        readonly application: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
      };
      if (Number(application['regions']?.['length']) < 2) return [];
      return PROMISES.filter(([facet, field]) => application[facet]?.[field] !== undefined).map(
        (path) => [file, path.join('.'), path] as const,
      );
    });
}

function calledIn(data: Data): readonly string[] {
  const called = [...data.values()].flatMap((content) => {
    const { application } = (content ?? {}) as {
      readonly application?: { readonly calls?: { readonly to?: readonly string[] } };
    };
    return application?.calls?.to ?? [];
  });
  return [...new Set(called)];
}

const FLEETS = [
  ['the reference fleet', REFERENCE],
  ['the fleet of three clouds', dataOf(join(REPOSITORY, 'examples', 'mixed'))],
] as const;

describe.each(FLEETS)('without any one part that its file must have, %s', (_fleet, data) => {
  const files = [...data.keys()];

  it.each(files)('is refused, and the part is named: %s', (file) => {
    const parts = requiredParts(kindOfFile(file) ?? 'fleet', data.get(file));
    const silent = parts.filter(
      (path) => !saidWithout(data, file, path).some((text) => text.includes(nameOf(path))),
    );
    expect(parts).not.toEqual([]);
    expect(silent.map((path) => path.join('.'))).toEqual([]);
  });
});

describe('the parts that are taken', () => {
  const parts = [...REFERENCE].flatMap(([file, content]) =>
    requiredParts(kindOfFile(file) ?? 'fleet', content).map((path) => ({ file, path })),
  );

  it('are of every kind of input that a fleet has', () => {
    const kinds = Object.keys(INPUT_SCHEMAS).filter((kind) => kind !== 'tombstones');
    expect([...new Set(parts.map(({ file }) => kindOfFile(file)))].sort()).toEqual(kinds.sort());
    expect(parts.length).toBeGreaterThan(200);
  });

  it('are those that a reader of the reference page calls required', () => {
    const cluster = [...REFERENCE.keys()].find((file) => file.startsWith('clusters/aws-use1')) ?? '';
    const keys = requiredParts('cluster', REFERENCE.get(cluster)).map((path) => path.join('.'));
    expect(keys).toEqual(expect.arrayContaining([...REQUIRED_OF_A_CLUSTER]));
  });
});

/** Written down here a second time, so that a field cannot become optional unseen. */
const REQUIRED_OF_A_CLUSTER = [
  'backupProfile',
  'clusterId',
  'criticality',
  'entrypoint',
  'environment',
  'identityMode',
  'networkMode',
  'observabilityProfile',
  'ownerTeam',
  'policyProfile',
  'provider',
  'purpose',
  'region',
  'service',
  'upgradeChannel',
] as const;

describe.each(FLEETS)(
  'without any one thing that the rest counts on, %s is refused, and the thing is named:',
  (_fleet, data) => {
    const clusters = [...data.keys()].filter((file) => file.startsWith('clusters/'));

    it('is whole to begin with', () => {
      expect(allFindings(data, new Map())).toEqual([]);
    });

    it.each(clusters.flatMap((file) => FACTS.map((fact) => [file, fact] as const)))(
      '%s: %s',
      (file, fact) => {
        expectNamed(findings(data, part(data, file, [fact])), `"${fact}"`);
      },
    );

    it.each(clusters.flatMap((file) => COMPILED_FACTS.map(([fact, name]) => [file, fact, name] as const)))(
      '%s: %s, once compiled',
      (file, fact, name) => {
        expectNamed(allFindings(data, part(data, file, [fact])), name);
      },
    );

    it.each(promisesOf(data))('%s: %s', (file, name, path) => {
      expectNamed(findings(data, part(data, file, ['application', ...path])), `"${name}"`);
    });

    const { rings } = data.get('fleet.yaml') as { readonly rings: readonly { readonly name: string }[] };

    it.each(rings.map(({ name }, index) => [name, index] as const))('the ring %s', (name, index) => {
      expectNamed(findings(data, part(data, 'fleet.yaml', ['rings', index])), `"${name}"`);
    });

    it.each(clusters)('the cluster of %s', (file) => {
      const { region, clusterId } = data.get(file) as Record<'region' | 'clusterId', string>;
      expectNamed(findings(data, new Map([[file, undefined]])), region, clusterId);
    });

    it.each([...data.keys()].filter((file) => file.endsWith('/releases.yaml')))('%s', (file) => {
      expectNamed(findings(data, new Map([[file, undefined]])), file.split('/')[1] ?? file);
    });

    it.each(calledIn(data))('the app %s, which others call', (name) => {
      const gone = ['app', 'releases'].map((kind) => [`apps/${name}/${kind}.yaml`, undefined] as const);
      expectNamed(findings(data, new Map(gone)), `"${name}"`);
    });
  },
);

describe('without any one part of a profile that the rest counts on, the reference fleet is refused:', () => {
  const { rules, labels } = REFERENCE.get(PROFILE) as Record<'rules' | 'labels', readonly string[]>;
  const profiles = [...REFERENCE.keys()].filter((file) => kindOfFile(file) === 'cluster-profile');

  it.each(PRODUCTION_RULES)('the rule %s of the profile', (rule) => {
    expectNamed(findings(REFERENCE, part(REFERENCE, PROFILE, ['rules', rules.indexOf(rule)])), rule);
  });

  it.each(PRODUCTION_LABELS)('the label %s of the profile', (label) => {
    expectNamed(findings(REFERENCE, part(REFERENCE, PROFILE, ['labels', labels.indexOf(label)])), label);
  });

  it.each(profiles.flatMap((file) => neededOf(REFERENCE.get(file)).map((key) => [file, key] as const)))(
    '%s: %s',
    (file, key) => {
      expectNamed(findings(REFERENCE, part(REFERENCE, file, [key])), `"${key}"`);
    },
  );
});
