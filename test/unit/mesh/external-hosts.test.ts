import { oneApp, specOf, unitObjects } from '../../support/app-unit';

const TWO = 'regions: [aws:us-east-1, aws:eu-west-1]';
const DB = 'name: db, cidrs: [10.1.40.0/24, 10.2.40.0/24], port: 5432, host: db.example.net';

const objectsOf = (endpoints: string): ReturnType<typeof unitObjects> =>
  unitObjects(oneApp(`${TWO}\ncalls: {external: [{${DB}, endpoints: {${endpoints}}}]}`), 'us');

describe('a dependency outside the mesh with an endpoint for each region', () => {
  const objects = objectsOf('us-east-1: us.db.example.net, eu-west-1: 10.2.40.9');

  it('has endpoints that say where they are, for the own namespace alone', () => {
    expect(specOf(objects, 'ServiceEntry')).toEqual({
      hosts: ['db.example.net'],
      exportTo: ['.'],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      ports: [{ name: 'tcp', number: 5432, protocol: 'TCP' }],
      endpoints: [
        { address: '10.2.40.9', locality: 'eu-west-1' },
        { address: 'us.db.example.net', locality: 'us-east-1' },
      ],
    });
  });

  it('is called in the nearest region, and in the next one when that fails', () => {
    expect(specOf(objects, 'DestinationRule', 'shop-db')).toEqual({
      host: 'db.example.net',
      exportTo: ['.'],
      trafficPolicy: {
        connectionPool: { tcp: { connectTimeout: '3s' } },
        loadBalancer: {
          simple: 'LEAST_REQUEST',
          localityLbSetting: {
            enabled: true,
            failover: [
              { from: 'eu-west-1', to: 'us-east-1' },
              { from: 'us-east-1', to: 'eu-west-1' },
            ],
          },
        },
        outlierDetection: {
          baseEjectionTime: '30s',
          consecutive5xxErrors: 7,
          consecutiveGatewayErrors: 3,
          interval: '10s',
          maxEjectionPercent: 100,
          minHealthPercent: 0,
        },
      },
    });
  });

  it('is known to the proxies of the app', () => {
    expect(specOf(objects, 'Sidecar')['egress']).toEqual([{ hosts: ['./db.example.net', 'istio-system/*'] }]);
  });

  it('needs no DNS where all of its endpoints are addresses, and keeps the only one', () => {
    const only = objectsOf('eu-west-1: 10.2.40.9');
    expect(specOf(only, 'ServiceEntry')['resolution']).toBe('STATIC');
    const policy = specOf(only, 'DestinationRule', 'shop-db')['trafficPolicy'];
    expect(policy).toMatchObject({ outlierDetection: { maxEjectionPercent: 50 } });
    expect(policy).toHaveProperty('loadBalancer.localityLbSetting', { enabled: true });
  });

  it('is nothing of a dependency that is in one place', () => {
    const kinds = unitObjects(
      oneApp(`${TWO}\ncalls: {external: [{name: db, cidrs: [10.1.40.0/24], port: 5432}]}`),
      'us',
    ).map(({ kind }) => kind);
    expect(kinds).not.toContain('ServiceEntry');
  });
});
