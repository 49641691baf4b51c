import { readInputs } from '../../../lib/config/read-inputs';
import type { Inputs } from '../../../lib/config/inputs';
import { explain } from '../../../lib/explain/explain';
import type { ExplainedField } from '../../../lib/explain/explained';
import { formatExplanation } from '../../../lib/explain/format-explanation';
import { knownClusters } from '../../../lib/explain/known-clusters';
import { PRECEDENCE } from '../../../lib/fleet/layers';
import { PLAIN } from '../../../lib/report/paint';
import { MINI_FILES, miniApp, miniTree } from '../../support/mini-fleet';

function inputsOf(files: Readonly<Record<string, string>>): Inputs {
  const inputs = readInputs(miniTree(files), (diagnostic) => {
    throw new Error(diagnostic.message);
  });
  if (inputs === undefined) throw new Error('not valid');
  return inputs;
}

function ask(path: string, files: Readonly<Record<string, string>>): readonly ExplainedField[] {
  const inputs = inputsOf(files);
  const answer = explain(inputs, knownClusters(inputs), { app: 'stock', path });
  if ('code' in answer) throw new Error(answer.message);
  return answer;
}

const STOCK = miniApp(
  'stock',
  'goods',
  `regions: [aws:us-east-1, aws:eu-west-1]
traffic: {retries: 5}
calls: {from: [web]}`,
);
const FILES = {
  'fleet.yaml': `${MINI_FILES['fleet.yaml'] ?? ''}overlays:
  - match: {provider: aws}
    application: {traffic: {retries: 3, timeout: 20s}, runtime: {env: {LEVEL: info, SHARED: "1"}}}
`,
  'apps/stock/app.yaml': `${STOCK}overlays:
  - match: {cluster: eu}
    traffic: {retries: 9}
    runtime: {env: {LEVEL: debug}}
  - match: {region: eu-west-1}
    traffic: {retries: 7}
    runtime: {env: {SHARED: null}}
`,
};

describe('explain', () => {
  it('gives the layers in the order of PRECEDENCE, overlays by their most specific key', () => {
    const [field] = ask('traffic.retries', FILES);
    const eu = field?.values.find(({ cluster }) => cluster === 'eu');
    expect(eu?.layers.map(({ kind, value }) => [kind, value])).toEqual([
      ['default', 2],
      ['fleet overlay', 3],
      ['contract', 5],
      ['app overlay', 7],
      ['app overlay', 9],
    ]);
    expect(eu?.value).toBe(9);
    const kinds = eu?.layers.map(({ kind }) => PRECEDENCE.findIndex((one) => one === kind)) ?? [];
    expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
  });

  it('gives every field of a map that is asked for', () => {
    expect(ask('runtime.probes', FILES).map(({ path }) => path)).toEqual([
      'runtime.probes.readiness',
      'runtime.probes.liveness',
      'runtime.probes.startup',
    ]);
    expect(ask('application.traffic.retries', FILES)[0]?.path).toBe('traffic.retries');
  });

  it('merges maps of free keys, and explains one key of them', () => {
    const values = (path: string): unknown => ask(path, FILES)[0]?.values.map(({ value }) => value);
    expect(values('runtime.env')).toEqual([{ LEVEL: 'debug' }, { LEVEL: 'info', SHARED: '1' }]);
    expect(values('runtime.env.SHARED')).toEqual([undefined, '1']);
  });

  it('says that a layer removed a value', () => {
    const text = formatExplanation('stock', ask('runtime.env.SHARED', FILES), PLAIN);
    expect(text).toContain('  eu: not set\n');
    expect(text).toMatch(
      / {4}> app overlay overlays\[1\] \(region: eu-west-1\): removed {2}apps\/stock\/app\.yaml:\d+:\d+\n/,
    );
  });

  it('gives no default inside of a map that is left out', () => {
    const path = 'runtime.load.targetUtilisation';
    expect(ask(path, FILES)[0]?.values[0]).toMatchObject({ value: undefined, layers: [] });
    const load = STOCK.replace(
      'maxReplicasPerRegion: 4}',
      'maxReplicasPerRegion: 4, load: {rpsPerReplica: 5, peakRps: {us-east-1: 9}}}',
    );
    expect(ask(path, { 'apps/stock/app.yaml': load })[0]?.values[0]).toMatchObject({ value: 60 });
  });

  it('gives the value that the fleet then has', () => {
    const [timeout] = ask('traffic.timeout', FILES);
    expect(timeout?.values.map(({ value }) => value)).toEqual(['20s', '20s']);
  });
});
