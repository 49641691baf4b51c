import { ApiObject, App, Chart } from 'cdk8s';
import { captureCharts } from '../../../bench/capture/capture-charts';
import { encodeProps } from '../../../bench/capture/encode-props';
import { replay } from '../../../bench/capture/replay';
import { typeNames } from '../../../bench/capture/typings';
import { replayEntry } from '../../../bench/measure/bundle-programs';
import { readSourceTree } from '../../../lib/config/read-source-tree';
import { synthesize } from '../../../lib/synthesize';
import { IntOrString, intOrString, KubeDeployment, KubeService, quantity, Quantity } from '../../../lib/kube';

function newChart(): Chart {
  return new Chart(new App(), 'unit', { disableResourceNameHashes: true });
}

function describeShop(chart: Chart): void {
  new KubeService(chart, 'service', {
    metadata: { name: 'shop', labels: { app: 'shop' } },
    spec: { ports: [{ name: 'http', port: 80, targetPort: intOrString('http') }] },
  });
  new KubeDeployment(chart, 'deployment', {
    metadata: { name: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'shop' } },
      template: {
        spec: { containers: [{ name: 'shop', resources: { requests: { cpu: quantity('100m') } } }] },
      },
    },
  });
  new ApiObject(chart, 'raw', {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 'raw' },
    spec: { a: [1, 'b'] },
  });
}

describe('captured constructs', () => {
  const original: unknown[] = [];
  const captured = captureCharts(typeNames(), () => {
    const chart = newChart();
    describeShop(chart);
    original.push(...(chart.toJson() as unknown[]));
  });

  it('build the same objects again, after they were JSON', () => {
    const text = JSON.stringify({ ...captured, plainFiles: [] });
    const classes = {
      'cdk8s:ApiObject': ApiObject,
      'lib/kube:IntOrString': IntOrString,
      'lib/kube:KubeDeployment': KubeDeployment,
      'lib/kube:KubeService': KubeService,
      'lib/kube:Quantity': Quantity,
    };
    expect(captured.types).toEqual(Object.keys(classes));
    const chart = newChart();
    const [builds = []] = replay(JSON.parse(text) as never, classes);
    for (const build of builds) build(chart);
    expect(chart.toJson()).toEqual(original);
    expect(original).toHaveLength(3);
  });

  it('are all known, whatever the reference fleet is made of', () => {
    const tree = readSourceTree(process.cwd());
    const seen = captureCharts(typeNames(), () => {
      const { output } = synthesize({ tree, resources: {}, existingUnits: [], twice: false });
      expect(output?.size).toBeGreaterThan(400);
    });
    expect(seen.types).toContain('imports/external-secrets.io:ExternalSecret');
  });

  it('are watched no longer than asked', () => {
    const chart = newChart();
    describeShop(chart);
    expect(captureCharts(typeNames(), () => undefined).charts).toEqual([]);
    chart.toJson();
    expect(captured.charts).toHaveLength(1);
  });

  it('are refused where JSON would lose something', () => {
    expect(() => encodeProps({ a: () => 1 }, String)).toThrow('props hold a function');
    expect(() =>
      captureCharts(new Map(), () => {
        const chart = newChart();
        describeShop(chart);
        chart.toJson();
      }),
    ).toThrow('the benchmark does not know the class');
  });

  it('are built by a program that imports the classes it needs and no others', () => {
    expect(replayEntry('floor', ['cdk8s:ApiObject', 'lib/kube:KubeService'])).toBe(
      `import { ApiObject as C0 } from 'cdk8s';
import { KubeService as C1 } from './lib/kube';
import { run } from './bench/programs/floor';
run({ "cdk8s:ApiObject": C0, "lib/kube:KubeService": C1 });
`,
    );
  });
});
