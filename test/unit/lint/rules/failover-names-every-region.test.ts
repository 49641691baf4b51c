import { failoverNamesEveryRegion } from '../../../../lib/lint/rules/failover-names-every-region';
import { compileMini, findingsOf } from '../../../support/compiled';
import { sentencesOfPolicy, STOCK_RULE } from '../../../support/destination-rule';
import { MINI_FILES, miniCluster } from '../../../support/mini-fleet';

const fleet = compileMini({
  'clusters/ap.yaml': miniCluster('ap', 'ap-southeast-1', 3),
  'apps/stock/app.yaml': (MINI_FILES['apps/stock/app.yaml'] ?? '')
    .replace('aws:eu-west-1]', 'aws:eu-west-1, aws:ap-southeast-1]')
    .replace('eu-west-1: 10}', 'eu-west-1: 10, ap-southeast-1: 10}'),
});

function sentences(localityLbSetting: object): readonly string[] {
  return sentencesOfPolicy(failoverNamesEveryRegion, fleet, { loadBalancer: { localityLbSetting } });
}

describe('an order of regions', () => {
  const failover = [{ from: 'eu-west-1', to: 'us-east-1' }];

  it('names the next one for the clients of its own cluster', () => {
    expect(sentences({ failover })).toEqual([
      `${STOCK_RULE}trafficPolicy.loadBalancer.localityLbSetting.failover has no entry from "us-east-1", where clients may go to ap-southeast-1 or eu-west-1 | Add one that names the region that is to be next.`,
    ]);
  });

  it('is not asked for where one cluster comes first, or where none is left to choose from', () => {
    expect(findingsOf(failoverNamesEveryRegion, fleet)).toEqual([]);
    expect(sentences({ failover, failoverPriority: ['topology.istio.io/cluster=us'] })).toEqual([]);
    const two = { loadBalancer: { localityLbSetting: { failover } } };
    expect(sentencesOfPolicy(failoverNamesEveryRegion, compileMini(), two)).toEqual([]);
  });
});
