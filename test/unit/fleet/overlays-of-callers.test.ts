import { synthesize } from '../../../lib/synthesize';
import { BACKED_UP } from '../../support/backed-up';
import { miniApp, miniTree } from '../../support/mini-fleet';

/** What is found about overlays of `stock`, which runs in `eu` and is called from `us`, where it does not run. */
function findings(overlay: string, more = ''): string[] {
  const contract = miniApp('stock', 'goods', `regions: [aws:eu-west-1]\ncalls: {from: [web]}\n${more}`);
  const tree = miniTree({ ...BACKED_UP, 'apps/stock/app.yaml': `${contract}overlays:\n  - ${overlay}\n` });
  const { diagnostics } = synthesize({ tree, resources: {}, existingUnits: [], twice: false });
  return diagnostics.map(({ message }) => message);
}

describe('an overlay of an app in a cluster that only calls it', () => {
  it('sets how callers there wait and try again', () => {
    const contract = miniApp('stock', 'goods', 'regions: [aws:eu-west-1]\ncalls: {from: [web]}');
    const overlay = 'overlays:\n  - {match: {cluster: us}, traffic: {timeout: 3s, retries: 1}}\n';
    const { compiled, diagnostics } = synthesize({
      tree: miniTree({ ...BACKED_UP, 'apps/stock/app.yaml': contract + overlay }),
      resources: {},
      existingUnits: [],
      twice: false,
    });
    expect(diagnostics).toEqual([]);
    const timeouts = ['us', 'eu'].map((cluster) => {
      const unit = compiled?.units.find(
        (candidate) => candidate.cluster === cluster && candidate.name === 'stock',
      );
      const rules = unit?.objects.find(({ kind }) => kind === 'VirtualService')?.['spec'];
      return (rules as { http: { timeout: string }[] }).http[0]?.timeout;
    });
    expect(timeouts).toEqual(['3s', '15s']);
  });

  it('sets nothing else', () => {
    expect(findings('{match: {cluster: us}, runtime: {env: {A: b}}}')).toEqual([
      'this overlay sets runtime.env.A, and clusters that only call stock do not read it',
    ]);
  });

  it('still counts where the app runs, too', () => {
    expect(findings('{match: {provider: aws}, runtime: {env: {A: b}}}')).toEqual([]);
  });
});

describe('an overlay that removes', () => {
  it('must find something to remove', () => {
    expect(findings('{match: {cluster: eu}, runtime: {config: null}}')).toEqual([
      'this overlay sets runtime.config, and there is nothing to remove',
    ]);
  });

  it('removes what the contract sets', () => {
    const config = 'observability: {slo: 99.9}';
    expect(findings('{match: {cluster: eu}, observability: {slo: null}}', config)).toEqual([]);
  });
});

describe('an overlay of the fleet', () => {
  const fleet = `${miniTree().files.get('fleet.yaml')}overlays:
  - {match: {cluster: us}, application: {runtime: {load: {targetUtilisation: 50}}}}
`;

  it('need not fit an app that does not run where it holds', () => {
    const tree = miniTree({
      ...BACKED_UP,
      'fleet.yaml': fleet,
      'apps/web/app.yaml': miniApp('web', 'shop', 'regions: [aws:eu-west-1]\ncalls: {to: [stock]}'),
      'apps/stock/app.yaml': miniApp('stock', 'goods', 'regions: [aws:eu-west-1]\ncalls: {from: [web]}'),
    });
    const { diagnostics } = synthesize({ tree, resources: {}, existingUnits: [], twice: false });
    // The calls stay in one cluster, and the fleet has two: of that alone something is said.
    expect(diagnostics.map(({ code }) => code)).toEqual(['plan/mesh-without-calls']);
  });

  it('must fit the apps that run there', () => {
    const { diagnostics } = synthesize({
      tree: miniTree({ ...BACKED_UP, 'fleet.yaml': fleet }),
      resources: {},
      existingUnits: [],
      twice: false,
    });
    expect(diagnostics.map(({ message }) => message)).toContain(
      'in us, web: runtime.load.rpsPerReplica is missing',
    );
  });
});
