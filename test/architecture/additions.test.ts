import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { BUILT_IN_CLUSTER_PROFILES } from '../../lib/config/cluster-profiles';
import { clusterProfileSchema, clusterSchema, PROVIDER_NAMES } from '../../lib/config/cluster-schema';
import { ADD_ONS } from '../../lib/fleet/add-ons';
import { CHART_VERSIONS } from '../../lib/fleet/chart-versions';
import { CHART_CLUSTER_KINDS } from '../../lib/gitops/chart-projects';
import { PLATFORM_NAMESPACES } from '../../lib/namespaces/namespace-unit';
import { CHART_NAMESPACES } from '../../lib/plan/names';
import { BUILT_IN_PROFILES } from '../../lib/policy/profiles';
import { PROVIDERS } from '../../lib/providers';
import { INPUT_FILES } from '../../scripts/generate/input-schemas';
import { ROOT, importsOf, sourcesBelow } from './sources';

const PAGE = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');

/** The paragraph that says how a thing is added. */
function paragraph(what: string): string {
  const start = PAGE.indexOf(`**${what}:**`);
  return start < 0 ? '' : PAGE.slice(start, PAGE.indexOf('\n\n', start));
}

/** Paths of one paragraph, with a name in place of what is chosen. */
function pathsIn(what: string, name: string): readonly string[] {
  return [...paragraph(what).matchAll(/`((?:lib|profiles|policies|test)\/[^`]+)`/g)].map(([, path = '']) =>
    path.replace(/<\w+>/g, name),
  );
}

describe('a provider is added where CONTRIBUTING says', () => {
  const names = Object.keys(PROVIDERS);
  const QUESTIONS = readdirSync(join(ROOT, 'lib/providers'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

  it.each(names)('as %s is', (name) => {
    const paths = pathsIn('a provider', name);
    const asked = QUESTIONS.map((question) => `lib/providers/${question}/${name}.ts`);
    expect(paths).toEqual(expect.arrayContaining([`lib/providers/${name}.ts`, ...asked]));
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('with one file of facts, which the registry reaches, and one of answers to each question', () => {
    const imports = importsOf('lib/providers/index.ts');
    for (const name of names) expect(imports).toContain(`lib/providers/${name}.ts`);
    expect(QUESTIONS.length).toBeGreaterThan(4);
    for (const question of QUESTIONS) {
      const files = sourcesBelow(`lib/providers/${question}`).map((file) => basename(file, '.ts'));
      expect(files).toEqual(expect.arrayContaining(names));
    }
  });

  it('with its name and its services in the schema of the registry', () => {
    expect([...PROVIDER_NAMES].sort()).toEqual([...names].sort());
    const services = Object.values(PROVIDERS).flatMap((provider) => Object.keys(provider.services));
    expect([...clusterSchema.shape.service.options].sort()).toEqual(services.sort());
  });

  it('and nothing else in lib asks which provider it is', () => {
    const asks = /provider(\.name)?\)? *(===|!==) *['"]|switch \((\w+\.)*provider(\.name)?\)/;
    const elsewhere = sourcesBelow('lib').filter((file) => !file.startsWith('lib/providers/'));
    expect(elsewhere.filter((file) => asks.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
    expect(asks.test("if (cluster.provider === 'aws') return")).toBe(true);
  });
});

/** Each kind of profile, with one of the reference fleet. */
const PROFILES = [
  ['a cluster', 'eks-prod-standard', 'profiles/clusters/eks-prod-standard.yaml'],
  ['a backup', 'velero-prod', 'profiles/backup/velero-prod.yaml'],
  ['an observability', 'eks-standard', 'profiles/observability/eks-standard.yaml'],
  ['a telemetry', 'standard-http-service', 'profiles/telemetry/standard-http-service.yaml'],
  ['a policy', 'restricted-prod', 'policies/restricted-prod.yaml'],
] as const;

function nameOf(kind: string): string {
  return PROFILES.find(([article]) => article.endsWith(` ${kind.replace(/-profile$/, '')}`))?.[1] ?? kind;
}

describe('a profile is added where CONTRIBUTING says', () => {
  it('as those of the reference fleet are', () => {
    const found = PROFILES.flatMap(([kind, name]) => pathsIn(`${kind} profile`, name));
    expect(found).toEqual(expect.arrayContaining(PROFILES.map(([, , file]) => file)));
    expect(found.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('and every kind of profile has its paragraph', () => {
    const kinds = INPUT_FILES.filter(({ name }) => name.endsWith('-profile'));
    expect(kinds.map(({ path, name }) => path.replace(/<\w+>/, nameOf(name)))).toEqual(
      PROFILES.map(([, , file]) => file),
    );
  });

  it('and those that are built in could be such files', () => {
    for (const [name, values] of Object.entries(BUILT_IN_CLUSTER_PROFILES))
      expect([name, clusterProfileSchema.safeParse({ name, ...values }).success]).toEqual([name, true]);
    expect(Object.keys(BUILT_IN_CLUSTER_PROFILES)).toEqual([
      'eks-prod-standard',
      'eks-prod-isolated',
      'aks-prod-standard',
      'aks-prod-isolated',
    ]);
    expect(BUILT_IN_PROFILES.map(({ name }) => name)).toContain('restricted-prod');
  });

  it('and a name of one stands in no code that would have to know it', () => {
    const names = [...Object.keys(BUILT_IN_CLUSTER_PROFILES), ...BUILT_IN_PROFILES.map(({ name }) => name)];
    const readers = sourcesBelow('lib').filter((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      return names.some((name) => new RegExp(`(===|!==|case) *'${name}'`).test(text));
    });
    expect(readers).toEqual([]);
  });
});

interface ChartApplication {
  readonly spec: {
    readonly source: { readonly helm?: { readonly releaseName: string } };
    readonly destination: { readonly namespace: string };
  };
}

/** Every Application of a chart in the trees of both fleets. */
function chartApplications(): readonly ChartApplication[] {
  return ['dist', 'examples/mixed/dist'].flatMap((dist) =>
    readdirSync(join(ROOT, dist), { recursive: true, encoding: 'utf8' })
      .filter((file) => basename(file).startsWith('application.argoproj.io_chart-'))
      .map((file) => parse(readFileSync(join(ROOT, dist, file), 'utf8')) as ChartApplication),
  );
}

describe('a chart is added where CONTRIBUTING says', () => {
  const charts = chartApplications();
  const releases = [...new Set(charts.flatMap(({ spec }) => spec.source.helm?.releaseName ?? []))];
  const rows = PLATFORM_NAMESPACES.map(({ name }) => name);

  it('in files that are there', () => {
    const paths = pathsIn('a chart of somebody else', 'velero');
    expect(paths.length).toBeGreaterThan(4);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('with its release, and what is published about it', () => {
    expect(Object.keys(ADD_ONS).sort()).toEqual(Object.keys(CHART_VERSIONS).sort());
    expect(releases.length).toBeGreaterThan(8);
  });

  it.each(releases)('with what belongs to the whole cluster: %s', (release) => {
    const roles = CHART_CLUSTER_KINDS.filter(({ kind }) => kind === 'ClusterRole');
    const covers = (name: string): boolean =>
      name.includes(release) || release.startsWith(name.replace('*', ''));
    expect(roles.filter(({ name }) => covers(name))).not.toEqual([]);
  });

  it('with a row for each namespace that charts are installed into', () => {
    const used = [...new Set(charts.map(({ spec }) => spec.destination.namespace))];
    expect(used.filter((name) => name !== 'kube-system' && !rows.includes(name))).toEqual([]);
    expect(CHART_NAMESPACES.filter((name) => !rows.includes(name))).toEqual([]);
    expect(rows.filter((name) => name !== 'platform' && !CHART_NAMESPACES.includes(name))).toEqual([]);
  });
});

describe('a component is added where CONTRIBUTING says', () => {
  it('as the policies are', () => {
    const [folder = '', ...rest] = pathsIn('a component of the baseline', 'policy');
    expect(folder).toBe('lib/baseline/');
    expect(rest.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(existsSync(join(ROOT, folder, 'policy/component.ts'))).toBe(true);
    expect(existsSync(join(ROOT, folder, 'registry.ts'))).toBe(true);
  });
});
