import type { Manifest } from '../../../lib/core/manifest';
import type { ProofLine } from '../../../lib/prove/line';
import { compileMini, edit, withObject, withObjects, type Files } from '../../support/compiled';
import { MINI_FILES, miniApp, miniCluster, miniReleases } from '../../support/mini-fleet';
import { proveCompiled, verdictsOf, type ProvenFleet } from '../../support/prove-compiled';

const BOUNDS = 'runtime: {minReplicasPerRegion: 2, maxReplicasPerRegion: 4}';
const TWO = 'regions: [aws:us-east-1, aws:eu-west-1]';
const POLICY = ['spec', 'trafficPolicy'];
const LOCALITY = [...POLICY, 'loadBalancer', 'localityLbSetting'];

/** The contract of `stock` with other bounds and load, and further lines. */
function stock(runtime: string, more: string): Files {
  const text = miniApp('stock', 'goods', more).replace(BOUNDS, `runtime: {${runtime}}`);
  return { 'apps/stock/app.yaml': text };
}

function line({ proof }: ProvenFleet, loss: string, app = 'stock'): ProofLine {
  const found = proof.blocks.find(({ name }) => name === loss)?.lines.find((one) => one.app === app);
  if (found === undefined) throw new Error(`nothing is proven of ${app} without ${loss}`);
  return found;
}

describe('the proof of a fleet', () => {
  const proven = proveCompiled(compileMini());

  test('says where requests go, how many, and how full that makes those that are left', () => {
    const { verdict, moves, survivors, movedBy } = line(proven, 'region us-east-1');
    expect(moves.map(({ from, to, share, rps }) => [from.id, to.id, share, rps])).toEqual([
      ['us', 'eu', 1, 10],
    ]);
    expect(
      survivors.map(({ tier, rps, utilisationAfter }) => [tier.cluster.id, rps, utilisationAfter]),
    ).toEqual([['eu', 20, 0.2]]);
    expect([verdict, movedBy]).toEqual(['holds', 'mesh']);
    expect(proven.findings).toEqual([]);
  });

  test('calls unproven what has no load, and away what waits and promises nothing', () => {
    expect(verdictsOf(proven.proof, 'region us-east-1')).toEqual(['stock holds', 'web away']);
    expect(verdictsOf(proven.proof, 'a zone of us-east-1')).toEqual(['stock holds', 'web unproven']);
    expect(verdictsOf(proven.proof, 'region eu-west-1')).toEqual(['stock holds', 'web unaffected']);
  });

  test('leaves out what takes no calls, and what has no release', () => {
    const files = {
      'apps/batch/app.yaml': miniApp('batch', 'goods', 'regions: [aws:us-east-1]\ntraffic: {exposure: none}'),
      'apps/batch/releases.yaml': miniReleases('goods/batch'),
      'apps/web/releases.yaml': undefined,
    };
    expect(proveCompiled(compileMini(files)).proof.unserved).toEqual(['batch', 'web']);
  });

  test('shows a region that is not to be survived, and reports nothing of it', () => {
    const load =
      'minReplicasPerRegion: 2, maxReplicasPerRegion: 15, load: {rpsPerReplica: 50, peakRps: {us-east-1: 300, eu-west-1: 100}, targetUtilisation: 85}';
    const files = stock(load, `${TWO}\ncalls: {from: [web]}`);
    const smaller = 'overlays:\n  - match: {region: eu-west-1}\n    runtime: {maxReplicasPerRegion: 6}\n';
    const shown = proveCompiled(
      compileMini({
        'fleet.yaml': `${MINI_FILES['fleet.yaml']}survive: [zone]\n`,
        'apps/stock/app.yaml': `${files['apps/stock/app.yaml']}${smaller}`,
      }),
    );
    const { verdict, why } = line(shown, 'region us-east-1');
    expect(verdict).toBe('breaks');
    expect(why).toEqual([
      'stock in eu needs (100 + 300) rps ÷ (50 rps × 85 %) = 10 replicas and may have 6, which would be 133 % full; above 100 % a tier fails: eu at 133 %, and nobody is left',
    ]);
    expect(shown.proof.blocks.map(({ name, declared }) => [name, declared])).toContainEqual([
      'region us-east-1',
      false,
    ]);
    expect(shown.findings).toEqual([]);
  });
});

describe('what was compiled', () => {
  test('sends requests past the plan: both sides are named', () => {
    const away = edit('DestinationRule', 'stock', LOCALITY, {
      enabled: true,
      distribute: [{ from: '*', to: { 'us-east-1/*': 100 } }],
    });
    const { findings } = proveCompiled(withObjects(compileMini(), away));
    expect(findings).toContain(
      'prove/answered-elsewhere while nothing is lost (and in 2 losses), requests for stock from eu are answered by us (100 %), and the plan says eu',
    );
    expect(findings).toContainEqual(
      expect.stringContaining('prove/requests-fail after the loss of region us-east-1, 100 %'),
    );
  });

  test('gives a region another share than its contract', () => {
    const { 'apps/stock/app.yaml': contract = '' } = MINI_FILES;
    const files = {
      'apps/stock/app.yaml': `${contract}  traffic: {weights: {us-east-1: 80, eu-west-1: 20}}\n`,
    };
    const fleet = compileMini(files);
    expect(proveCompiled(fleet).findings).toEqual([]);
    // Two zones behind one gateway: the share of the second is lost.
    const wide = edit('DestinationRule', 'stock', [...LOCALITY, 'distribute', 1, 'to'], {
      'us-east-1/*': 80,
      'eu-west-1/*': 20,
    });
    expect(proveCompiled(withObjects(fleet, wide)).findings).toEqual([
      'prove/share-missed while nothing is lost, us answers 88.9 % of the requests for stock from us, and the contract says 80 %',
    ]);
  });

  test('names the code that changed it, and the contract beside it', () => {
    const away = edit('DestinationRule', 'stock', LOCALITY, { enabled: false });
    const { diagnostics } = proveCompiled(withObjects(compileMini(), away), { stock: true });
    const [first] = diagnostics;
    expect(first?.at?.file).toBe('apps/stock/resources.ts');
    expect(first?.related.map(({ label, at }) => [label, at.file])).toEqual([
      ['the contract', 'apps/stock/app.yaml'],
    ]);
  });

  test('answers outside the geography that the data must stay in', () => {
    const files = stock(
      'minReplicasPerRegion: 2, maxReplicasPerRegion: 4',
      'regions: [aws:eu-west-1]\ncalls: {from: [web]}\ndata: {mode: regional, residency: [eu]}',
    );
    const fleet = compileMini(files);
    const pods = fleet.compiled.units
      .find(({ cluster, name }) => cluster === 'eu' && name === 'stock')
      ?.objects.find(({ kind }) => kind === 'Deployment');
    const { findings } = proveCompiled(withObject(fleet, 'us', 'stock', pods as Manifest));
    expect(findings[0]).toMatch(
      /^prove\/residency-left .*100 % of the requests for stock from us are answered by us in "na", and its data must stay in eu$/,
    );
  });

  test('starts with the last replica of a zone anew, and calls that no failure', () => {
    const load =
      'minReplicasPerRegion: 1, maxReplicasPerRegion: 4, load: {rpsPerReplica: 50, peakRps: {us-east-1: 10, eu-west-1: 10}}';
    const thin = compileMini(stock(load, 'regions: [aws:us-east-1, aws:eu-west-1]\ncalls: {from: [web]}'));
    const { verdict, recovery } = line(proveCompiled(thin), 'a zone of us-east-1');
    expect(verdict).toBe('holds');
    expect(recovery.steps.map(({ name }) => name)).toContain('eviction');
  });

  test('a region that nobody is homed in is lost without an effect', () => {
    const load =
      'minReplicasPerRegion: 2, maxReplicasPerRegion: 4, load: {rpsPerReplica: 50, peakRps: {us-east-1: 10}}';
    const files = stock(load, `${TWO}\ncalls: {from: [web]}\ndata: {mode: active-active, rpo: 1m, rto: 15m}`);
    const proven = proveCompiled(compileMini(files));
    expect(line(proven, 'region eu-west-1').verdict).toBe('unaffected');
    expect(line(proven, 'region us-east-1').verdict).toBe('holds');
    expect(proven.findings).toEqual([]);
  });

  test('waits for a person where the contract says so, and holds by then', () => {
    const load =
      'minReplicasPerRegion: 2, maxReplicasPerRegion: 8, load: {rpsPerReplica: 50, peakRps: {us-east-1: 20, eu-west-1: 10}}';
    const writer = compileMini(
      stock(
        load,
        'regions: [aws:us-east-1, aws:eu-west-1]\ncalls: {from: [web]}\ntraffic: {failover: manual-confirmed}\ndata: {mode: regional-primary-with-standby, rpo: 5m, rto: 30m}',
      ),
    );
    const { verdict, movedBy, moves } = line(proveCompiled(writer), 'region us-east-1');
    expect([verdict, movedBy]).toEqual(['holds', 'person']);
    expect(moves.map(({ to, rps }) => [to.id, rps])).toEqual([['eu', 30]]);
  });
});

describe('four regions, of which Istio can name two', () => {
  const clusters = {
    'clusters/jp.yaml': miniCluster('jp', 'ap-northeast-1', 3),
    'clusters/sg.yaml': miniCluster('sg', 'ap-southeast-1', 4),
  };
  const everywhere = 'regions: [aws:us-east-1, aws:eu-west-1, aws:ap-northeast-1]\ncalls: {from: [web]}';
  const web = {
    'apps/web/app.yaml': miniApp(
      'web',
      'shop',
      'regions: [aws:ap-southeast-1]\ntraffic: {exposure: public}\ncalls: {to: [stock]}',
    ),
  };
  const load = (max: number): string =>
    `minReplicasPerRegion: 2, maxReplicasPerRegion: ${max}, load: {rpsPerReplica: 50, peakRps: {us-east-1: 60, eu-west-1: 40, ap-northeast-1: 30}}`;

  test('what cannot be said is harmless where everybody can carry it', () => {
    const proven = proveCompiled(compileMini({ ...clusters, ...web, ...stock(load(8), everywhere) }));
    expect(line(proven, 'region ap-northeast-1').verdict).toBe('holds');
    expect(proven.findings).toEqual([]);
  });
});
