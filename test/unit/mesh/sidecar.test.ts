import type { Manifest } from '../../../lib/core/manifest';
import { compile } from '../../../lib/compile/compile';
import { miniFleet } from '../../support/mini-fleet';
import { validateObject } from '../../support/validate-object';

const { plan } = miniFleet();
const { units } = compile(plan, { resources: {}, twice: false, report: () => undefined });

function sidecarsOf(app: string, cluster: string): readonly Manifest[] {
  const unit = units.find((candidate) => candidate.name === app && candidate.cluster === cluster);
  return unit?.objects.filter(({ kind }) => kind === 'Sidecar') ?? [];
}

describe('what the proxies of an app learn', () => {
  test('is what it declares to call, and the mesh itself', () => {
    expect(sidecarsOf('web', 'us').map(({ spec }) => spec)).toEqual([
      {
        workloadSelector: { labels: { 'app.kubernetes.io/name': 'web' } },
        egress: [{ hosts: ['stock/stock.stock.svc.cluster.local', 'istio-system/*'] }],
      },
    ]);
    expect(sidecarsOf('web', 'us').flatMap(validateObject)).toEqual([]);
  });

  test('is the mesh alone where it calls nobody', () => {
    expect(sidecarsOf('stock', 'eu')[0]?.['spec']).toMatchObject({ egress: [{ hosts: ['istio-system/*'] }] });
  });

  test('is no matter where it does not run', () => {
    const all = units.flatMap(({ cluster, objects }) =>
      objects
        .filter(({ kind }) => kind === 'Sidecar')
        .map(({ metadata: { namespace, name } }) => `${cluster} ${namespace}/${name}`),
    );
    expect(all.sort()).toEqual([
      'eu monitoring/prometheus',
      'eu stock/stock',
      'us monitoring/prometheus',
      'us stock/stock',
      'us web/web',
    ]);
  });
});
