import type { Manifest } from '../../../lib/core/manifest';
import { compileMini } from '../../support/compiled';
import { miniApp, miniGkeCluster, miniFleet } from '../../support/mini-fleet';

const files = {
  'clusters/us.yaml': miniGkeCluster('us', 'us-east4', 1).replace('dataplane-v2', 'vpc-native'),
  'clusters/eu.yaml': miniGkeCluster('eu', 'europe-west2', 2),
  'apps/web/app.yaml': miniApp(
    'web',
    'shop',
    'regions: [gcp:us-east4]\nidentity: {cloudPermissionsProfile: web}\ncalls: {to: [stock]}',
  ),
  'apps/stock/app.yaml': miniApp(
    'stock',
    'goods',
    'regions: [gcp:us-east4, gcp:europe-west2]\ncalls: {from: [web]}',
  ),
};
const fleet = compileMini(files);

function find(kind: string, namespace: string, name: string, where = 'us'): Manifest | undefined {
  const objects = fleet.compiled.units
    .filter(({ cluster }) => cluster === where)
    .flatMap((unit) => unit.objects);
  return objects.find(
    (object) =>
      object.kind === kind && object.metadata.namespace === namespace && object.metadata.name === name,
  );
}

/** The address ranges and ports of a network policy, in its order. */
function ranges(policy: Manifest | undefined): readonly string[] {
  type Rule = Readonly<Record<'from' | 'to', { ipBlock?: { cidr: string } }[] | undefined>> & {
    readonly ports?: { port: number }[];
  };
  const { egress = [], ingress = [] } = (policy?.['spec'] ?? {}) as { egress?: Rule[]; ingress?: Rule[] };
  return [...egress, ...ingress].flatMap(({ from, to, ports = [] }) =>
    (from ?? to ?? []).flatMap(({ ipBlock }) => ports.map(({ port }) => `${ipBlock?.cidr} ${port}`)),
  );
}

describe('a cluster of Google Kubernetes Engine', () => {
  it('reaches the metadata server, whichever data plane it has', () => {
    expect(ranges(find('NetworkPolicy', 'web', 'allow-cloud'))).toEqual([
      '169.254.169.254/32 80',
      '169.254.169.252/32 988',
      '0.0.0.0/0 443',
    ]);
  });

  it('is asked by the probes of the load balancers of Google', () => {
    expect(ranges(find('NetworkPolicy', 'istio-ingress', 'public'))).toEqual(
      expect.arrayContaining(['35.191.0.0/16 15021', '130.211.0.0/22 15021']),
    );
  });

  it('lets in what a load balancer brings, and Prometheus out to nodes, by port alone where no range matches a node', () => {
    const gateway = find('NetworkPolicy', 'istio-ingress', 'public', 'eu')?.['spec'];
    expect(gateway).toMatchObject({
      ingress: [
        {
          ports: [
            { port: 80, protocol: 'TCP' },
            { port: 443, protocol: 'TCP' },
          ],
        },
        { ports: [{ port: 15021, protocol: 'TCP' }] },
        { from: [{}], ports: [{ port: 15020, protocol: 'TCP' }] },
      ],
    });
    expect(JSON.stringify(gateway)).not.toContain('ipBlock');
    const prometheus = find('NetworkPolicy', 'monitoring', 'prometheus', 'eu')?.['spec'];
    expect((prometheus as { egress: unknown[] }).egress).toContainEqual({
      ports: [
        { port: 9100, protocol: 'TCP' },
        { port: 10250, protocol: 'TCP' },
      ],
    });
  });

  it('asks for names at the cache of the node too', () => {
    expect(JSON.stringify(find('NetworkPolicy', 'web', 'allow-dns'))).toContain('"k8s-app":"node-local-dns"');
  });

  it('is told apart by region and geography, and is as far from others as regions of the same cities', () => {
    const { cluster, fleet: resolved } = miniFleet({ files });
    expect(cluster('us').geography).toBe('na');
    expect(cluster('eu').geography).toBe('uk');
    expect(resolved.latency('us-east4', 'europe-west2')).toMatchObject({ source: 'estimated' });
    expect(resolved.latency('us-east4', 'asia-southeast1')).toEqual({
      milliseconds: 226,
      source: 'same-city',
    });
  });

  it('has an east-west gateway that is not reached from the internet', () => {
    const objects = fleet.compiled.units.flatMap((unit) => unit.objects);
    const application = objects.find(
      ({ metadata }) => metadata.name.includes('eastwest') && metadata.namespace === 'argocd',
    );
    expect(JSON.stringify(application)).toContain('"networking.gke.io/load-balancer-type":"Internal"');
  });

  it.each([
    ['zones: [us-east4-b, us-east4-c]', 'zones: [us-east4b]'],
    ['identityMode: gke-workload-identity', 'identityMode: irsa'],
    ['entrypoint: gke-gateway-multicluster', 'entrypoint: nlb'],
    ['backupProfile: velero-prod', 'backupProfile: aws-backup-prod'],
  ])('is refused with a mode of another provider: %s', (own, other) => {
    const us = files['clusters/us.yaml'].replace(own, other);
    expect(() => miniFleet({ files: { ...files, 'clusters/us.yaml': us } })).toThrow('clusters/us.yaml');
  });
});
