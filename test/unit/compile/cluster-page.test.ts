import { compileMini } from '../../support/compiled';
import { miniAksCluster, miniApp, miniCluster, miniGkeCluster } from '../../support/mini-fleet';

const { files } = compileMini({
  'clusters/us.yaml': miniCluster('us', 'us-east-1', 1),
  'clusters/eu.yaml': miniAksCluster('eu', 'westeurope', 2),
  'clusters/be.yaml': miniGkeCluster('be', 'europe-west1', 3).replace(
    'gke-gateway-multicluster',
    'gke-gateway',
  ),
  'apps/stock/app.yaml': miniApp('stock', 'goods', "regions: ['azure:westeurope']\ncalls: {from: [web]}"),
}).compiled;

function page(): string {
  const found = files.find(({ cluster, path }) => cluster === '_fleet' && path === 'clusters.md');
  return (found?.content as { text: string }).text;
}

describe('the page about all clusters', () => {
  test('gives a context of the same form for every cloud, region by region', () => {
    const commands = [...page().matchAll(/```sh\n(.*)\n```/g)].map(([, command]) => command);
    expect(commands).toEqual([
      'gcloud container clusters get-credentials be --location europe-west1 --project example-prod && kubectl config rename-context gke_example-prod_europe-west1_be be',
      'aws eks update-kubeconfig --name us --region us-east-1 --alias us',
      'az aks get-credentials --subscription 00000000-0000-4000-8000-000000000000 --resource-group platform --name eu --context eu',
    ]);
  });

  test('says of each where to look, and who gets in when it burns', () => {
    const [, , us = ''] = page().split('\n## ');
    expect(us).toContain('us-east-1 (aws/eks), prod, shared-apps, ring stable, owner platform.');
    expect(us).toContain(
      'kubectl --context us -n monitoring port-forward service/kube-prometheus-grafana 3000:80',
    );
    expect(us).toContain('`/aws/eks/us/cluster`');
    expect(us).toContain('the group `breakglass-us`');
  });
});
