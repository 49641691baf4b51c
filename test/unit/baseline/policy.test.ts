import { policy } from '../../../lib/baseline/policy/component';
import { compileObjects } from '../../../lib/compile/compile-objects';
import { listOf, valueAt } from '../../../lib/core/json';
import type { Manifest } from '../../../lib/core/manifest';
import { POLICY_RULES, policyName } from '../../../lib/policy/registry';
import { MINI_FILES, miniFleet } from '../../support/mini-fleet';

function built(id: string, files: Readonly<Record<string, string>> = {}): readonly Manifest[] {
  const { fleet, plan, cluster } = miniFleet({ files });
  return compileObjects('test', (scope) => policy.build(scope, { fleet, plan, cluster: cluster(id) }));
}

function withPolicy(text: string): Readonly<Record<string, string>> {
  return { 'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}policy: ${text}\n` };
}

function actionsOf(objects: readonly Manifest[], rule: string): unknown {
  const binding = objects.find(
    ({ kind, metadata }) => kind === 'ValidatingAdmissionPolicyBinding' && metadata.name === policyName(rule),
  );
  return (binding?.['spec'] as Record<string, unknown> | undefined)?.['validationActions'];
}

function dataOf(objects: readonly Manifest[]): Record<string, string> {
  return objects.find(({ kind }) => kind === 'ConfigMap')?.['data'] as unknown as Record<string, string>;
}

describe('the policies of a cluster', () => {
  test('are those of its profile, each with a binding', () => {
    const names = (kind: string): unknown =>
      built('us')
        .filter((object) => object.kind === kind)
        .map(({ metadata }) => metadata.name)
        .sort();
    const all = POLICY_RULES.map(({ name }) => policyName(name)).sort();
    expect(names('ValidatingAdmissionPolicy')).toEqual(all);
    expect(names('ValidatingAdmissionPolicyBinding')).toEqual(all);
  });

  test('are a file that a team can copy and change', () => {
    const files = {
      'policies/sandbox.yaml': 'name: sandbox\nversion: "7"\nrules: [must-not-use-latest]\n',
      'clusters/us.yaml': (MINI_FILES['clusters/us.yaml'] ?? '')
        .replace('restricted-prod', 'sandbox')
        .replace('environment: prod', 'environment: sandbox'),
      'apps/stock/app.yaml': (MINI_FILES['apps/stock/app.yaml'] ?? '').replace(
        /^( *)regions: .*$/m,
        '$&\n$1clusters: [us, eu]',
      ),
    };
    const objects = built('us', files).filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
    expect(objects.map(({ metadata }) => metadata.name)).toEqual(['must-not-use-latest.meridian.dev']);
    expect(objects[0]?.metadata.annotations).toEqual({
      'meridian.dev/policy-layer': 'registry',
      'meridian.dev/policy-profile': 'sandbox',
      'meridian.dev/policy-version': '7',
    });
  });

  test('are noted, warned about or enforced, as the ring of the cluster says', () => {
    const files = withPolicy(
      '{enforcement: {stable: {mode: warn, rules: {must-carry-labels: audit, must-not-use-latest: deny}}}}',
    );
    const objects = built('us', files);
    expect(actionsOf(objects, 'must-run-as-non-root')).toEqual(['Warn', 'Audit']);
    expect(actionsOf(objects, 'must-carry-labels')).toEqual(['Audit']);
    expect(actionsOf(objects, 'must-not-use-latest')).toEqual(['Deny', 'Audit']);
    expect(actionsOf(objects, 'must-not-use-blocked-digest')).toEqual(['Deny', 'Audit']);
    expect(actionsOf(built('us'), 'must-run-as-non-root')).toEqual(['Deny', 'Audit']);
  });

  test('leave alone the namespaces that Kubernetes and Argo CD come back in', () => {
    const policies = built('us').filter(({ kind }) => kind === 'ValidatingAdmissionPolicy');
    expect(policies).toHaveLength(POLICY_RULES.length);
    for (const object of policies) {
      expect(object).toMatchObject({
        spec: {
          matchConstraints: {
            namespaceSelector: {
              matchExpressions: [
                {
                  key: 'kubernetes.io/metadata.name',
                  operator: 'NotIn',
                  values: expect.arrayContaining(['argocd', 'kube-system']) as unknown,
                },
              ],
            },
          },
        },
      });
    }
  });

  test('leave alone what is the own of a cloud, and let the namespace of the parameters come back without them', () => {
    const objects = built('us');
    const left = (rule: string): readonly string[] => {
      const found = objects.find(
        ({ kind, metadata }) => kind === 'ValidatingAdmissionPolicy' && metadata.name === policyName(rule),
      );
      const selector = ['spec', 'matchConstraints', 'namespaceSelector', 'matchExpressions'];
      return listOf(valueAt(found, ...selector)).flatMap(
        (expression) => valueAt(expression, 'values') as string[],
      );
    };
    const clouds = ['amazon-guardduty', 'dataprotection-microsoft', 'gmp-system'];
    expect(left('must-use-approved-registry')).toEqual(expect.arrayContaining(clouds));
    expect(left('must-use-approved-registry')).not.toContain('platform');
    expect(left('must-restrict-namespaces')).toContain('platform');
  });

  test('are asked about a pod that is changed, and about a container to look around with', () => {
    const about = (rule: string): unknown =>
      valueAt(
        built('us').find(
          ({ kind, metadata }) => kind === 'ValidatingAdmissionPolicy' && metadata.name === policyName(rule),
        ),
        'spec',
        'matchConstraints',
        'resourceRules',
      );
    const core = { apiGroups: [''], apiVersions: ['v1'], scope: '*' };
    const pods = [
      { ...core, operations: ['CREATE', 'UPDATE'], resources: ['pods'] },
      { ...core, operations: ['UPDATE'], resources: ['pods/ephemeralcontainers'] },
    ];
    expect(about('must-not-use-blocked-digest')).toEqual(expect.arrayContaining(pods));
    expect(about('must-carry-labels')).not.toEqual(expect.arrayContaining(pods));
  });

  test('are told registries, labels, digests, accounts and exemptions, and why', () => {
    const digest = `sha256:${'f'.repeat(64)}`;
    const files = {
      ...withPolicy(`
  blockedDigests: [{digest: "${digest}", reason: lost writes}]
  exemptions:
    - {rule: must-carry-labels, namespace: web, app: web, owner: shop, reason: old, expires: 2030-01-31}
    - {rule: must-carry-labels, namespace: stock, clusters: [eu], owner: goods, reason: new, expires: 2030-02-28}`),
      'apps/web/app.yaml': `${MINI_FILES['apps/web/app.yaml'] ?? ''}  identity: {kubernetesApi: true}\n`,
    };
    expect(dataOf(built('us', files))).toEqual({
      'blocked-digests': digest,
      'exempt.must-carry-labels': 'web/web',
      labels: 'cell,cluster,criticality,environment,namespace,provider,region,service,team,version',
      'proxy-image': 'registry.example.com/istio-release/proxyv2:',
      registries: 'registry.example.com/',
      'token-accounts': 'web/web',
      'why-blocked': `${digest}: lost writes\n`,
      'why-exempt': 'web/web from must-carry-labels, until 2030-01-31, shop: old\n',
    });
    expect(dataOf(built('eu', files))).toMatchObject({
      'exempt.must-carry-labels': 'stock/*,web/web',
      'token-accounts': '',
    });
  });
});
