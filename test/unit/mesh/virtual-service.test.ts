import { oneApp, specOf, unitObjects } from '../../support/app-unit';

function routes(more: string): unknown {
  return specOf(unitObjects(oneApp(`regions: [aws:us-east-1]\n${more}`), 'us'), 'VirtualService')['http'];
}

describe('the VirtualService of an app', () => {
  it('shares the timeout among the tries, and lets the last one leave the locality', () => {
    expect(routes('traffic: {timeout: 10s, retries: 3}')).toEqual([
      {
        match: [{ port: 8080 }],
        name: 'http',
        retries: {
          attempts: 3,
          perTryTimeout: '2500ms',
          retryOn: 'connect-failure,refused-stream,unavailable,cancelled',
          retryRemoteLocalities: true,
        },
        route: [{ destination: { host: 'shop.shop.svc.cluster.local', port: { number: 8080 } } }],
        timeout: '10s',
      },
    ]);
  });

  it('says nothing of other localities where a single retry could not reach them', () => {
    expect(routes('traffic: {retries: 1}')).toMatchObject([
      { retries: { attempts: 1, perTryTimeout: '7500ms' } },
    ]);
    expect(JSON.stringify(routes('traffic: {retries: 1}'))).not.toContain('retryRemoteLocalities');
  });

  it('turns retries off, because Istio would otherwise retry twice', () => {
    expect(routes('traffic: {retries: 0}')).toMatchObject([{ retries: { attempts: 0 } }]);
  });

  it('has a route for every port that speaks HTTP or gRPC', () => {
    const ports =
      'runtime: {ports: [{name: http, port: 80}, {name: grpc, port: 90, protocol: grpc}, {name: raw, port: 70, protocol: tcp}]}';
    const more = ports.replace('runtime: {', 'runtime: {minReplicasPerRegion: 2, ');
    const files = oneApp('regions: [aws:us-east-1]');
    const contract = files['apps/shop/app.yaml']?.replace(/ {2}runtime: .*\n/, `  ${more}\n`);
    const objects = unitObjects({ ...files, 'apps/shop/app.yaml': contract }, 'us');
    expect(specOf(objects, 'VirtualService')['http']).toMatchObject([{ name: 'http' }, { name: 'grpc' }]);
    expect(specOf(objects, 'Service')['ports']).toEqual([
      { appProtocol: 'http', name: 'http', port: 80, protocol: 'TCP', targetPort: 80 },
      { appProtocol: 'grpc', name: 'grpc', port: 90, protocol: 'TCP', targetPort: 90 },
      { appProtocol: 'tcp', name: 'raw', port: 70, protocol: 'TCP', targetPort: 70 },
    ]);
  });
});
