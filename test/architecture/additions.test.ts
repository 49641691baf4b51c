import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BUILT_IN_CLUSTER_PROFILES } from '../../lib/config/cluster-profiles';
import { clusterProfileSchema, clusterSchema, PROVIDER_NAMES } from '../../lib/config/cluster-schema';
import { BUILT_IN_PROFILES } from '../../lib/policy/profiles';
import { PROVIDERS } from '../../lib/providers';
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

  it.each(names)('as %s is', (name) => {
    const paths = pathsIn('a provider', name);
    expect(paths.length).toBeGreaterThan(3);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('with one file of facts and one of permissions, both of which the registry reaches', () => {
    const identities = sourcesBelow('lib/providers/identity').map((file) => basename(file, '.ts'));
    expect(identities.filter((name) => name !== 'identity').sort()).toEqual([...names].sort());
    const imports = importsOf('lib/providers/index.ts');
    for (const name of names) expect(imports).toContain(`lib/providers/${name}.ts`);
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

describe('a profile is added where CONTRIBUTING says', () => {
  it('as those of the reference fleet are', () => {
    const clusters = pathsIn('a cluster profile', 'eks-prod-standard');
    const policies = pathsIn('a policy profile', 'restricted-prod');
    expect(clusters).toContain('profiles/clusters/eks-prod-standard.yaml');
    expect(policies).toContain('policies/restricted-prod.yaml');
    const missing = [...clusters, ...policies].filter((path) => !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
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

describe('a component is added where CONTRIBUTING says', () => {
  it('as the policies are', () => {
    const [folder = '', ...rest] = pathsIn('a component of the baseline', 'policy');
    expect(folder).toBe('lib/baseline/');
    expect(rest.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(existsSync(join(ROOT, folder, 'policy/component.ts'))).toBe(true);
    expect(existsSync(join(ROOT, folder, 'registry.ts'))).toBe(true);
  });
});
