import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { miniApp, miniCluster } from '../../support/mini-fleet';
import { runCli } from '../../support/run-cli';
import { readFolder, writeRepository } from '../../support/write-repository';
import { run, synthesized } from './command-runs';

const GUARD = 'argocd.argoproj.io/sync-options: Prune=false,Delete=false';

/** The output of a version that knew one component more: a controller from a chart, and a configuration of it. */
async function withOlderComponent(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const root = await synthesized(files);
  const output = readFolder(join(root, 'dist'));
  const older = Object.fromEntries(
    ['us', 'eu'].flatMap((cluster) => {
      const unit = output[`${cluster}/units/baseline/runtime-info.yaml`] ?? '';
      const unitPath = `${cluster}/units/baseline/old-thing.yaml`;
      const chartPath = `${cluster}/baseline/old-thing/argocd/application.argoproj.io_chart-old-thing.yaml`;
      const configPath = `${cluster}/baseline/old-thing/platform/configmap_old-thing.yaml`;
      const owned = output[`${cluster}/.owned`] ?? '';
      const paths = [unitPath, chartPath, configPath].map((path) => path.slice(cluster.length + 1));
      return [
        [`dist/${unitPath}`, unit.replaceAll('runtime-info', 'old-thing')],
        [
          `dist/${chartPath}`,
          `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  annotations:\n    ${GUARD}\n  name: chart-old-thing\n  namespace: argocd\n`,
        ],
        [
          `dist/${configPath}`,
          `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: old-thing\n  namespace: platform\n`,
        ],
        [`dist/${cluster}/.owned`, `${owned}${paths.join('\n')}\n`],
      ];
    }),
  ) as Record<string, string>;
  return writeRepository({ ...readFolder(root), ...older });
}

describe('meridian remove component', () => {
  it('is what synth asks for where a cluster no longer has one', async () => {
    const { code, stderr } = await runCli(['synth'], await withOlderComponent());
    expect(code).toBe(1);
    expect(stderr).toContain('meridian remove component old-thing --cluster us');
  });

  it('is that of a cluster outside the mesh too', async () => {
    const root = await withOlderComponent({
      'clusters/us.yaml': miniCluster('us', 'us-east-1', 1, 'mesh: none\n'),
      'apps/web/app.yaml': miniApp('web', 'shop', 'regions: [aws:us-east-1]'),
      'apps/stock/app.yaml': miniApp('stock', 'goods', 'regions: [aws:eu-west-1]'),
    });
    const { stderr } = await runCli(['synth'], root);
    expect(stderr).toContain('meridian remove component old-thing --cluster us');
    expect(stderr).not.toContain('output/mesh-left');
  });

  it('empties its unit in every cluster, and says what a guard keeps', async () => {
    const root = await withOlderComponent();
    const { stderr } = await run(root, 'remove', 'component', 'old-thing');
    expect(stderr).toContain('kubectl --context CLUSTER delete application chart-old-thing -n argocd');
    expect(stderr).not.toContain('delete configmap');
    await run(root, 'synth');
    for (const cluster of ['us', 'eu']) {
      const dist = join(root, 'dist', cluster);
      expect(existsSync(join(dist, 'baseline/old-thing'))).toBe(false);
      const unit = readFileSync(join(dist, 'units/baseline/old-thing.yaml'), 'utf8');
      expect(unit).toMatch(/state: removed/);
      expect(unit).toMatch(/project: baseline\n/);
    }
    await run(root, 'tombstones', '--drop', 'component/old-thing');
    await run(root, 'synth');
    expect(readdirSync(join(root, 'dist/us/units/baseline'))).not.toContain('old-thing.yaml');
  });

  it('goes from one cluster alone where it is told to, and refuses one that has it no more', async () => {
    const root = await withOlderComponent();
    await run(root, 'remove', 'component', 'old-thing', '--cluster', 'us');
    expect((await runCli(['synth'], root)).stderr).toContain('remove component old-thing --cluster eu');
    const unknown = await runCli(['remove', 'component', 'old-thing', '--cluster', 'ap'], root);
    expect(unknown).toMatchObject({ code: 1 });
    await run(root, 'remove', 'component', 'old-thing', '--cluster', 'eu');
    expect(readFileSync(join(root, 'tombstones.yaml'), 'utf8')).toMatch(/clusters:\n {6}- eu\n {6}- us\n/);
  });

  it('warns of a tombstone for what a cluster has again', async () => {
    const tombstone =
      'components:\n  - {name: runtime-info, project: baseline, namespace: platform, clusters: [us]}\n';
    const root = await synthesized({ 'tombstones.yaml': tombstone });
    const { stderr } = await run(root, 'synth');
    expect(stderr).toContain(
      'tombstones.yaml:2:77: warning: tombstones.yaml still removes runtime-info from us',
    );
    expect(stderr).toContain('meridian tombstones --drop component/runtime-info');
    expect(existsSync(join(root, 'dist/us/baseline/runtime-info'))).toBe(true);
  });

  it('refuses what clusters have', async () => {
    const result = await runCli(['remove', 'component', 'runtime-info'], await synthesized({}));
    expect(result).toMatchObject({ code: 1 });
    expect(result.stderr).toContain('there is no component that a cluster has no more "runtime-info"');
  });
});
