import { valueAt } from '../../../lib/core/json';
import { compile } from '../../../lib/compile/compile';
import { compileMini, type CompiledFleet } from '../../support/compiled';
import { miniAksCluster, miniCluster } from '../../support/mini-fleet';

/** What a profile gives, and so no cluster that names it says. */
const GIVEN =
  /^(provider|service|environment|purpose|criticality|networkMode|identityMode|entrypoint|nodes|observabilityProfile|policyProfile|backupProfile|upgradeChannel): .*\n/gm;

function isolated(text: string, profile: string): string {
  return `${text.replaceAll(GIVEN, '')}profile: ${profile}\n`;
}

const APPS = {
  'apps/web/app.yaml': undefined,
  'apps/web/releases.yaml': undefined,
  'apps/stock/app.yaml': undefined,
  'apps/stock/releases.yaml': undefined,
};

const CASES = [
  {
    profile: 'eks-prod-isolated',
    cluster: miniCluster('us', 'us-east-1', 1),
    internal: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' },
    addresses: 1,
    needs: ['SecurityGroupPolicy', 'POD_SECURITY_GROUP_ENFORCING_MODE', 'firewall of the network'],
  },
  {
    profile: 'aks-prod-isolated',
    cluster: miniAksCluster('us', 'eastus', 1),
    internal: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
    addresses: 16,
    needs: ['network policy engine', '--outbound-type userDefinedRouting', 'firewall of the network'],
  },
];

const compiledOf = ({ profile, cluster }: (typeof CASES)[number]): CompiledFleet =>
  compileMini({ ...APPS, 'clusters/us.yaml': isolated(cluster, profile) });

function pageOf({ plan }: CompiledFleet): string {
  const { files } = compile(plan, { resources: {}, twice: false, report: () => undefined });
  const file = files.find((one) => one.cluster === 'us' && one.path === 'bootstrap/README.md');
  return file !== undefined && 'text' in file.content ? file.content.text : '';
}

describe('an isolated cluster', () => {
  test.each(CASES)('has addresses of the network for its pods: $profile', (row) => {
    const us = compiledOf(row).plan.fleet.clusters.find(({ id }) => id === 'us');
    expect([us?.purpose, us?.podBlocks.addresses]).toEqual(['regulated', row.addresses]);
  });

  test.each(CASES)('lets nobody in from the internet: $profile', (row) => {
    const fleet = compiledOf(row);
    const gateways = fleet.compiled.units
      .filter((unit) => unit.cluster === 'us')
      .flatMap((unit) => unit.objects)
      .filter((object) => object.kind === 'Gateway' && object.metadata.name === 'public');
    expect(gateways).toHaveLength(1);
    for (const gateway of gateways)
      expect(valueAt(gateway, 'spec', 'infrastructure', 'annotations')).toMatchObject(row.internal);
    expect(pageOf(fleet)).toMatch(/way in: `.*`, for networks that are connected to this one/);
  });

  test('names on its page what the owner of the network gives', () => {
    for (const row of CASES) for (const need of row.needs) expect(pageOf(compiledOf(row))).toContain(need);
  });
});

test('no other cluster is asked for a firewall', () => {
  const { plan } = compileMini();
  for (const cluster of plan.fleet.clusters)
    expect(cluster.needs.join()).not.toMatch(/firewall|SecurityGroup/);
});
