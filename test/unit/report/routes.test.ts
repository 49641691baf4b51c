import { routesOf } from '../../../lib/report/routes';
import { capacityFleet } from '../../support/capacity-fleet';
import { MINI_FILES, miniAksCluster, miniApp, miniFleet } from '../../support/mini-fleet';

const REGIONS = ['eastus', 'westeurope', 'southeastasia'];

describe('the routing table', () => {
  const unused = Object.keys(MINI_FILES).filter((path) => path !== 'fleet.yaml');
  const { plan } = miniFleet({
    files: {
      ...Object.fromEntries(unused.map((path) => [path, undefined])),
      ...Object.fromEntries(
        REGIONS.map((region, index) => [
          `clusters/${region}.yaml`,
          miniAksCluster(region, region, index + 1),
        ]),
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

  const MANUAL =
    'data: {mode: hot-standby, primary: eu-west-1}\ntraffic: {exposure: public, failover: manual-confirmed}';

  it.each([
    ['nothing where each region answers itself', 'traffic: {exposure: public}', '', '', ''],
    ['all for the one that writes', MANUAL, '400/s', '', '1000/s'],
    [
      'what is left of a share',
      'traffic: {exposure: public, weights: {us-east-1: 60, eu-west-1: 30, ap-southeast-1: 10}}',
      '360/s',
      '420/s',
      '400/s',
    ],
    ['nothing where nobody asks', MANUAL.replace('public', 'internal'), '', '', ''],
  ])('says what leaves its region day by day: %s', (_what, app, ...crossing) => {
    const { plan } = capacityFleet({ app });
    expect(routesOf(plan).map((route) => route.crossing)).toEqual(crossing);
  });

  it('says that something leaves its region where no load is declared', () => {
    const { plan } = capacityFleet({ app: MANUAL, runtime: '' });
    expect(routesOf(plan).map((route) => route.crossing)).toEqual(['some', '', 'some']);
  });
});
