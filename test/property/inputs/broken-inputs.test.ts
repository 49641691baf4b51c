import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { synthesize } from '../../../lib/synthesize';
import { MINI_FILES } from '../../support/mini-fleet';

type Path = readonly (string | number)[];
type Branch = Record<string | number, unknown>;

/** A contract that uses what the miniature repository leaves out. */
const RICH = `application:
  name: shop
  owner: shop
  criticality: tier-3
  regions: [aws:us-east-1, aws:eu-west-1]
  traffic: {exposure: public, hosts: [a.apps.example.com], paths: [/a], timeout: 5s, retries: 3}
  data: {mode: hot-standby, rpo: 1m, rto: 5m, primary: us, residency: [na, eu]}
  calls: {external: [{name: db, cidrs: [10.9.0.0/24], port: 5432}]}
overlays:
  - match: {region: us-east-1}
    runtime:
      config: {mountPath: /etc/a, files: {a.txt: a}}
      secrets: [{name: a, env: {A: a}, mountPath: /run/a}]
      load: {rpsPerReplica: 10, peakRps: {us-east-1: 1}}
`;
const TOMBSTONES = `apps: [{name: gone, owner: shop, namespace: gone, clusters: [us]}]
clusters: [{name: old}]
`;
const FILES = { ...MINI_FILES, 'apps/shop/app.yaml': RICH, 'tombstones.yaml': TOMBSTONES };

/** What people and generators write by mistake, and what other fields are called. */
const VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 0.5, 62.5, 1e21, NaN, Infinity, [], {}, [[]], [{}], { a: 1 }, [null], ['us', 'us']],
  ...['', ' ', '..', '/', 'a/b', '\n', '\u0000', '\ud800', 'é', 'A', 'a'.repeat(64), '{{ .a }}', '${A}'],
  ...[
    'us',
    'eu',
    'web',
    'shop',
    'stable',
    'none',
    'public',
    'default',
    'istio-proxy',
    'kube-system',
    'argocd',
  ],
  ...[
    'aws:us-east-1',
    'us-east-1',
    'automatic',
    'single-primary',
    'consensus',
    '1G',
    '0s',
    '2d',
    '100%',
    '0.0.0.0/0',
  ],
  ...['constructor', '__proto__', 'toString'],
];

function pathsIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, child]) =>
      pathsIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

type Change = 'set' | 'remove' | 'rename' | 'repeat';

function mutate(data: unknown, path: Path, change: Change, value: unknown): void {
  const last = path.at(-1);
  if (last === undefined) return;
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((branch, step) => (branch as Branch)[step], data) as Branch;
  if (change === 'set') parent[last] = value;
  else if (change === 'repeat') {
    if (Array.isArray(parent)) parent.push(parent[last as number]);
    else parent[`${last}-again`] = parent[last];
  } else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else {
    if (change === 'rename')
      Object.defineProperty(parent, String(value), { value: parent[last], enumerable: true });
    Reflect.deleteProperty(parent, last);
  }
}

describe('inputs that were changed at random', () => {
  it('give an output or findings with a place, and never an exception', () => {
    const mutation = fc.record({
      file: fc.constantFrom(...Object.keys(FILES)),
      place: fc.nat(),
      change: fc.constantFrom<Change[]>('set', 'set', 'remove', 'rename', 'repeat'),
      value: fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: 'binary', maxLength: 5 }), fc.double()),
    });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 2 }), (mutations) => {
        const files = new Map<string, string>(Object.entries(FILES));
        for (const { file, place, change, value } of mutations) {
          const data: unknown = parse(files.get(file) ?? '');
          const paths = pathsIn(data);
          mutate(data, paths[place % paths.length] ?? [], change, value);
          files.set(file, stringify(data));
        }
        const tree = { files, unreadable: [] };
        const { diagnostics, output } = synthesize({ tree, resources: {}, existingUnits: [], twice: false });
        expect(output === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
        for (const { at } of diagnostics) expect(files.has(at?.file ?? '')).toBe(true);
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});
