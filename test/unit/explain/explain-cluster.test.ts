import type { ClusterFile } from '../../../lib/config/read-cluster';
import { readInputs } from '../../../lib/config/read-inputs';
import { explainCluster } from '../../../lib/explain/explain-cluster';
import { formatExplanation } from '../../../lib/explain/format-explanation';
import { PLAIN } from '../../../lib/report/paint';
import { miniCluster, miniTree } from '../../support/mini-fleet';

const FIELDS =
  /^(provider|service|environment|purpose|criticality|networkMode|identityMode|entrypoint|policyProfile|backupProfile|observabilityProfile|upgradeChannel): .*\n/gm;
/** A cluster that leaves everything to a profile, and says otherwise about its entrypoint. */
const SHORT = miniCluster('us', 'us-east-1', 1, 'profile: eks-prod-standard\nentrypoint: nlb\n')
  .replace(FIELDS, '')
  .concat('entrypoint: nlb\n');
const OWN = `name: eks-prod-standard
provider: aws
service: eks
environment: prod
purpose: shared-apps
criticality: tier-1
networkMode: cilium
identityMode: irsa
entrypoint: istio-gateway
observabilityProfile: eks-standard
policyProfile: restricted-prod
backupProfile: velero-prod
upgradeChannel: manual-prod
`;

function clusterOf(files: Readonly<Record<string, string>>): ClusterFile {
  const inputs = readInputs(miniTree({ 'clusters/us.yaml': SHORT, ...files }), (diagnostic) => {
    throw new Error(diagnostic.message);
  });
  const cluster = inputs?.clusters.find(({ value }) => value.clusterId === 'us');
  if (cluster === undefined) throw new Error('not valid');
  return cluster;
}

function shown(cluster: ClusterFile, path: string): readonly string[] {
  const answer = explainCluster(cluster, path);
  if ('code' in answer) return [answer.message, answer.remedy];
  return formatExplanation('us', answer, PLAIN)
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
}

describe('a cluster that names a profile', () => {
  it('has what the profile says, and what its own file says otherwise', () => {
    const { value } = clusterOf({});
    expect(value).toMatchObject({
      networkMode: 'vpc-cni-prefix-delegation',
      nodes: 'karpenter',
      entrypoint: 'nlb',
    });
  });

  it('says which of its values come from the profile that is built in', () => {
    const cluster = clusterOf({});
    expect(shown(cluster, 'networkMode')).toEqual([
      'us networkMode',
      'us: vpc-cni-prefix-delegation',
      '> profile eks-prod-standard: vpc-cni-prefix-delegation  built in',
    ]);
    expect(shown(cluster, 'entrypoint').slice(2)).toEqual([
      'profile eks-prod-standard: public-gateway  built in',
      expect.stringMatching(/^> registry clusters\/us\.yaml: nlb {2}clusters\/us\.yaml:\d+:13$/),
    ]);
    expect(shown(cluster, 'traffic').slice(1)).toEqual(['us: active', '> default: active  built in']);
  });

  it('takes the file of that name instead of the built-in one, and names its lines', () => {
    const cluster = clusterOf({ 'profiles/clusters/eks-prod-standard.yaml': OWN });
    expect(cluster.value).toMatchObject({ networkMode: 'cilium', identityMode: 'irsa', entrypoint: 'nlb' });
    expect(shown(cluster, 'networkMode')[2]).toBe(
      '> profile eks-prod-standard: cilium  profiles/clusters/eks-prod-standard.yaml:7:14',
    );
    expect(cluster.at(['identityMode'])).toMatchObject({
      file: 'profiles/clusters/eks-prod-standard.yaml',
      line: 8,
    });
  });

  it('knows its own fields alone', () => {
    expect(shown(clusterOf({}), 'networkMod')).toEqual([
      'there is no field of a cluster "networkMod"',
      'Did you mean "networkMode"?',
    ]);
  });
});
