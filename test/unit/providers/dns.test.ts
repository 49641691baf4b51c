import { compileBaselineUnits } from '../../../lib/compile/baseline-units';
import { miniCluster, miniFleet } from '../../support/mini-fleet';

/** Ranges beside the DNS pods that a workload may ask, in a cluster of a provider. */
function dnsRanges(provider: string, service: string, region: string, modes: string): string[] {
  const cluster = miniCluster('us', region, 1)
    .replace('provider: aws', `provider: ${provider}`)
    .replace('service: eks', `service: ${service}`)
    .replace('eks-standard', `${service}-standard`)
    .replace(/^(zones|account|access): .*\n/gm, '')
    .replace(/networkMode.*\nidentityMode.*\nentrypoint.*\n/, modes);
  const contract = `application:\n  name: web\n  owner: shop\n  criticality: tier-3\n  regions: ['${provider}:${region}']\n`;
  const files = {
    'clusters/us.yaml': cluster,
    'apps/web/app.yaml': contract,
    'apps/stock/app.yaml': undefined,
    'apps/stock/releases.yaml': undefined,
  };
  const objects = compileBaselineUnits(miniFleet({ files }).plan, () => undefined).flatMap(
    (unit) => unit.objects,
  );
  const policy = objects.find(
    ({ metadata }) => metadata.name === 'allow-dns' && metadata.namespace === 'web',
  );
  const spec = policy?.['spec'] as { egress: { to: { ipBlock?: { cidr: string } }[] }[] };
  return spec.egress.flatMap(({ to }) => to.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []));
}

describe('DNS is open where the node itself answers', () => {
  it.each([
    [
      'aws',
      'eks',
      'us-east-1',
      'networkMode: vpc-cni\nidentityMode: irsa\nentrypoint: nlb\n',
      ['169.254.20.10/32'],
    ],
    [
      'azure',
      'aks',
      'eastus',
      'networkMode: azure-cni-cilium\nidentityMode: workload-identity\nentrypoint: istio-gateway\n',
      ['169.254.20.10/32', '169.254.10.11/32'],
    ],
    [
      'gcp',
      'gke',
      'us-east1',
      'networkMode: dataplane-v2\nidentityMode: gke-workload-identity\nentrypoint: istio-gateway\n',
      ['169.254.20.10/32', '169.254.169.254/32'],
    ],
  ])('%s', (provider, service, region, modes, ranges) => {
    expect(dnsRanges(provider, service, region, modes)).toEqual(ranges);
  });
});
