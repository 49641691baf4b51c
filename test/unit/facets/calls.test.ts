import { oneApp, specOf, unitObjects } from '../../support/app-unit';
import { miniReleases } from '../../support/mini-fleet';

function app(name: string, regions: string, calls: string): string {
  return `application:\n  name: ${name}\n  owner: ${name}\n  criticality: tier-3\n  regions: [${regions}]\n  calls: ${calls}\n`;
}

const peer = (namespace: string, labels: Record<string, string>): unknown => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
  podSelector: { matchLabels: labels },
});

describe('the policies of an app', () => {
  const files = oneApp('regions: [aws:us-east-1]\ncalls: {from: [near, far]}\ntraffic: {exposure: public}', {
    'apps/near/app.yaml': app('near', 'aws:us-east-1', '{to: [shop]}'),
    'apps/near/releases.yaml': miniReleases('near'),
    'apps/far/app.yaml': app(
      'far',
      'aws:eu-west-1',
      '{to: [shop], external: [{name: db, cidrs: [10.9.0.0/24], port: 5432}]}',
    ),
    'apps/far/releases.yaml': miniReleases('far'),
  });

  it('let in callers of the cluster, the east-west gateway for those elsewhere, and the ingress gateway', () => {
    expect(specOf(unitObjects(files, 'us'), 'NetworkPolicy', 'shop-ingress')['ingress']).toEqual([
      {
        from: [
          peer('near', { 'app.kubernetes.io/name': 'near' }),
          peer('istio-system', { istio: 'eastwestgateway' }),
          peer('istio-ingress', { 'gateway.networking.k8s.io/gateway-name': 'public' }),
        ],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ]);
  });

  it('let in the ingress gateways of the other clusters that a public app runs in', () => {
    const files = oneApp('regions: [aws:us-east-1, aws:eu-west-1]\ntraffic: {exposure: public}');
    expect(specOf(unitObjects(files, 'us'), 'NetworkPolicy', 'shop-ingress')['ingress']).toEqual([
      {
        from: [
          peer('istio-system', { istio: 'eastwestgateway' }),
          peer('istio-ingress', { 'gateway.networking.k8s.io/gateway-name': 'public' }),
        ],
        ports: [{ port: 8080, protocol: 'TCP' }],
      },
    ]);
  });

  it('let the caller out to the app where it runs beside it', () => {
    expect(specOf(unitObjects(files, 'us', 'near'), 'NetworkPolicy', 'near-egress')['egress']).toEqual([
      { to: [peer('shop', { 'app.kubernetes.io/name': 'shop' })], ports: [{ port: 8080, protocol: 'TCP' }] },
    ]);
  });

  it('let an app out to its dependencies outside the mesh, and to nothing that is elsewhere', () => {
    expect(specOf(unitObjects(files, 'eu', 'far'), 'NetworkPolicy', 'far-egress')['egress']).toEqual([
      { to: [{ ipBlock: { cidr: '10.9.0.0/24' } }], ports: [{ port: 5432, protocol: 'TCP' }] },
    ]);
  });

  it('let an app that asks for the Kubernetes API out to it, before and behind its Service', () => {
    const asking = oneApp('regions: [aws:us-east-1]\nidentity: {kubernetesApi: true}');
    expect(specOf(unitObjects(asking, 'us'), 'NetworkPolicy', 'shop-egress')['egress']).toEqual([
      {
        to: [{ ipBlock: { cidr: '172.20.0.1/32' } }, { ipBlock: { cidr: '10.1.0.0/16' } }],
        ports: [{ port: 443, protocol: 'TCP' }],
      },
    ]);
    const silent = oneApp('regions: [aws:us-east-1]');
    expect(unitObjects(silent, 'us').map((object) => object.metadata.name)).not.toContain('shop-egress');
  });

  it('name callers of every cluster by their identity', () => {
    expect(specOf(unitObjects(files, 'us'), 'AuthorizationPolicy')).toEqual({
      action: 'ALLOW',
      rules: [
        {
          from: [
            {
              source: {
                principals: [
                  'cluster.local/ns/far/sa/far',
                  'cluster.local/ns/near/sa/near',
                  'cluster.local/ns/istio-ingress/sa/public-istio',
                ],
              },
            },
          ],
        },
      ],
      selector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } },
    });
  });

  it('let nobody in where nobody is declared', () => {
    const objects = unitObjects(oneApp('regions: [aws:us-east-1]'), 'us');
    expect(specOf(objects, 'AuthorizationPolicy')).not.toHaveProperty('rules');
    expect(objects.map((object) => object.kind)).not.toContain('NetworkPolicy');
  });

  it('leave rules and a Service, and no workload, in a cluster that only holds a caller', () => {
    expect(unitObjects(files, 'eu').map((object) => object.kind)).toEqual([
      'DestinationRule',
      'Service',
      'VirtualService',
    ]);
  });
});
