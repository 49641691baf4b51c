import { routesOf } from '../../../lib/report/routes';
import { MINI_FILES, miniApp, miniCluster, miniFleet } from '../../support/mini-fleet';

const azure = (id: string, region: string, number: number): string =>
  miniCluster(id, region, number)
    .replace('provider: aws', 'provider: azure')
    .replace('service: eks', 'service: aks')
    .replace('vpc-cni', 'azure-cni-overlay')
    .replace('eks-pod-identity', 'workload-identity')
    .replace('public-gateway', 'istio-gateway')
    .replace(`[${region}a, ${region}b]`, `[${region}-1, ${region}-2]`);

const REGIONS = ['eastus', 'westeurope', 'southeastasia'];

describe('the routing table', () => {
  const unused = Object.keys(MINI_FILES).filter((path) => path !== 'fleet.yaml');
  const { plan } = miniFleet({
    files: {
      ...Object.fromEntries(unused.map((path) => [path, undefined])),
      ...Object.fromEntries(
        REGIONS.map((region, index) => [`clusters/${region}.yaml`, azure(region, region, index + 1)]),
      ),
      'apps/ledger/app.yaml': miniApp(
        'ledger',
        'goods',
        `regions: [${REGIONS.map((region) => `azure:${region}`).join(', ')}]\ndata: {mode: consensus, rpo: 0s, rto: 5m}`,
      ),
    },
  });

  it('has the regions in their order, each with its round trip, and what a majority takes', () => {
    expect(routesOf(plan).map(({ from, to, commit }) => [from, to, commit])).toEqual([
      ['eastus', 'eastus 1 ms, westeurope 91 ms, southeastasia 229 ms', '91 ms'],
      ['southeastasia', 'southeastasia 1 ms, westeurope 181 ms, eastus 229 ms', '181 ms'],
      ['westeurope', 'westeurope 1 ms, eastus 91 ms, southeastasia 181 ms', '91 ms'],
    ]);
  });
});
