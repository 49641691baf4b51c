import { valueAt } from '../../../lib/core/json';
import type { Json } from '../../../lib/core/manifest';
import { miniAksCluster, miniFleet, miniGkeCluster, type MiniFleet } from '../../support/mini-fleet';
import {
  AWS,
  AZURE,
  built,
  first,
  fleetOf,
  fleetWith,
  GOOGLE,
  ISSUER_OF_CLUSTER,
  ISSUERS,
  names,
  ROUTE53,
  SUBSCRIPTION,
  TRAFFIC_MANAGER,
  valuesOf,
  zoned,
} from '../../support/zone-fleet';

describe('a cluster has', () => {
  const all = zoned(AWS, ROUTE53);

  test('cert-manager and its issuers where somebody may be asked, and external-dns where the entry needs records', () => {
    expect(names(all)).toEqual(
      expect.arrayContaining(['cert-manager', 'certificate-issuers', 'external-dns', 'gateway-api']),
    );
    expect(names(all)).not.toContain('external-dns-settings');
    for (const name of ['cert-manager', 'certificate-issuers', 'external-dns'])
      expect(names(miniFleet())).not.toContain(name);
    expect(names(zoned(AWS, ''))).not.toContain('external-dns');
    expect(names(fleetWith(ROUTE53))).not.toContain('external-dns');
  });

  test('none of them where somebody else runs it', () => {
    const others = fleetWith(
      `${ROUTE53}dnsZone: ${AWS}
baseline:
  cert-manager: {install: false, ${ISSUERS}}
  external-dns: {install: false}
  gateway-api: {install: false}
  ingress-gateway: {certificateIssuer: somebody}
`,
    );
    for (const name of ['cert-manager', 'certificate-issuers', 'external-dns', 'gateway-api'])
      expect(names(others)).not.toContain(name);
  });

  test('the definitions of the Gateway API from the tree, but where its provider keeps them, and in the mesh only', () => {
    const google = miniFleet({ files: { 'clusters/third.yaml': miniGkeCluster('third', 'us-east4', 3) } });
    expect(names(google, 'us')).toContain('gateway-api');
    expect(names(google, 'third')).not.toContain('gateway-api');
  });
});

describe('the definitions of the Gateway API', () => {
  test('are one artifact of plain manifests, of a whole release, out of the mirror', () => {
    expect(built('gateway-api', miniFleet())['spec']).toMatchObject({
      project: 'charts',
      source: {
        repoURL: 'oci://registry.example.com/gateway-api',
        targetRevision: 'v1.6.3',
        path: '.',
        directory: { recurse: true },
      },
    });
    expect(built('gateway-api', miniFleet()).metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
    });
  });
});

describe('cert-manager', () => {
  const mini = zoned(AWS, '');

  test('brings its definitions, takes images from the mirror, and stays out of kube-system', () => {
    expect(built('cert-manager', mini)['spec']).toMatchObject({
      source: {
        repoURL: 'registry.example.com/cert-manager/charts',
        chart: 'cert-manager',
        targetRevision: 'v1.21.2',
      },
      destination: { namespace: 'cert-manager' },
    });
    expect(valuesOf('cert-manager', mini)).toMatchObject({
      crds: { enabled: true, keep: true },
      imageRegistry: 'registry.example.com/cert-manager',
      global: { leaderElection: { namespace: 'cert-manager' } },
      dns01RecursiveNameserversOnly: true,
    });
  });

  test('holds up nothing of Argo CD and Kubernetes itself when its webhook is dead', () => {
    const namespaceSelector = {
      matchExpressions: [
        { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['argocd', 'kube-system'] },
      ],
    };
    expect(valuesOf('cert-manager', mini)).toMatchObject({
      webhook: {
        replicaCount: 2,
        validatingWebhookConfiguration: { namespaceSelector },
        mutatingWebhookConfiguration: { namespaceSelector },
      },
    });
  });
});

describe('an issuer', () => {
  const dns01 = (mini: MiniFleet, id = 'us'): Json | undefined =>
    valueAt(first(valueAt(built('certificate-issuers', mini, id), 'spec', 'acme', 'solvers')), 'dns01');

  test('asks the authority that is set, and proves names of the domain alone', () => {
    expect(built('certificate-issuers', zoned(AWS, ''))).toMatchObject({
      kind: 'ClusterIssuer',
      metadata: { name: 'public' },
      spec: {
        acme: {
          server: 'https://acme.example.com/directory',
          email: 'platform@example.com',
          privateKeySecretRef: { name: 'issuer-public' },
          solvers: [{ selector: { dnsZones: ['apps.example.com'] } }],
        },
      },
    });
  });

  test('writes into the zone as the cloud of the zone wants it', () => {
    expect(dns01(zoned(AWS, ''))).toEqual({
      route53: { region: 'us-east-1', hostedZoneID: 'Z0123456789MINI' },
    });
    const account = `account: {id: ${SUBSCRIPTION}/platform, issuer: '${ISSUER_OF_CLUSTER}', identities: {cert-manager: ${SUBSCRIPTION}}}\n`;
    const azure = fleetOf(AZURE, miniAksCluster, account);
    expect(dns01(azure, 'third')).toEqual({
      azureDNS: {
        subscriptionID: SUBSCRIPTION,
        resourceGroupName: 'dns',
        hostedZoneName: 'apps.example.com',
        managedIdentity: { clientID: SUBSCRIPTION },
      },
    });
    expect(dns01(fleetOf(GOOGLE, miniGkeCluster), 'third')).toEqual({
      cloudDNS: { project: 'example-dns', hostedZoneName: 'apps-example-com' },
    });
  });
});

describe('external-dns', () => {
  test('owns its records by the id of the cluster, keeps to the zone, and says how annotations begin', () => {
    expect(built('external-dns', zoned(AWS, ROUTE53))['spec']).toMatchObject({
      source: { repoURL: 'registry.example.com/external-dns/charts', targetRevision: '1.22.0' },
    });
    expect(valuesOf('external-dns', zoned(AWS, ROUTE53))).toMatchObject({
      image: { repository: 'registry.example.com/external-dns/external-dns' },
      provider: { name: 'aws' },
      policy: 'sync',
      registry: 'txt',
      txtOwnerId: 'us',
      sources: ['service'],
      domainFilters: ['us.apps.example.com'],
      annotationPrefix: 'external-dns.kubernetes.io/',
      extraArgs: { 'aws-zone-match-parent': true, 'zone-id-filter': 'Z0123456789MINI' },
    });
  });

  test('reads DNSEndpoints where public hosts are names of a service', () => {
    expect(valuesOf('external-dns', zoned(AWS, TRAFFIC_MANAGER))).toMatchObject({
      sources: ['crd', 'service'],
      domainFilters: ['apps.example.com'],
    });
  });

  test('finds what Azure wants in a file beside it', () => {
    const azure = fleetOf(AZURE, miniAksCluster, '', TRAFFIC_MANAGER);
    expect(names(azure, 'third')).toContain('external-dns-settings');
    expect(built('external-dns-settings', azure, 'third')).toMatchObject({
      metadata: { name: 'provider-settings', namespace: 'external-dns' },
      data: { 'azure.json': '{"useWorkloadIdentityExtension": true}\n' },
    });
    expect(valuesOf('external-dns', azure, 'third')).toMatchObject({
      extraArgs: {
        'azure-config-file': '/etc/external-dns/azure.json',
        'zone-name-filter': 'apps.example.com',
      },
      extraVolumes: [{ configMap: { name: 'provider-settings' } }],
      extraVolumeMounts: [{ mountPath: '/etc/external-dns' }],
    });
  });
});
