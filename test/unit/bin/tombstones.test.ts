import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { miniApp, miniReleases } from '../../support/mini-fleet';
import { runCli } from '../../support/run-cli';
import { writeRepository } from '../../support/write-repository';
import { LONELY, run, synthesized } from './command-runs';

describe('meridian tombstones', () => {
  it('lists what was removed', async () => {
    const root = await synthesized(LONELY);
    await run(root, 'remove', 'app', 'batch');
    expect((await run(root, 'tombstones')).stdout).toBe(
      'app        batch  removed  eu,us\nnamespace  jobs   kept     eu,us\n',
    );
    expect(JSON.parse((await run(root, 'tombstones', '--json')).stdout)).toMatchObject({
      apps: [{ name: 'batch' }],
    });
  });

  it('lists nothing where nothing was removed', async () => {
    expect(await run(writeRepository(), 'tombstones')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('drops a tombstone once the output says that it was emptied, and not before', async () => {
    const root = await synthesized(LONELY);
    await run(root, 'remove', 'app', 'batch');
    const early = await runCli(['tombstones', '--drop', 'batch'], root);
    expect(early.code).toBe(1);
    expect(early.stderr).toContain('[output/vanished-unit]');
    await run(root, 'synth');
    const { stderr } = await run(root, 'tombstones', '--drop', 'batch');
    expect(stderr).toContain(
      'apps-batch in eu, us: `kubectl --context CLUSTER -n argocd delete application apps-batch`',
    );
    expect(stderr).toContain('team-shop, of which nothing is left in eu, and the root stays OutOfSync');
    expect(stderr).toContain('`kubectl --context CLUSTER -n argocd delete appproject team-shop`');
    await run(root, 'synth');
    expect(existsSync(join(root, 'dist/us/units/apps/batch.yaml'))).toBe(false);
    expect((await run(root, 'tombstones')).stdout).toBe('namespace  jobs  kept  eu,us\n');
  });

  it('leaves a namespace that shares the name of its app, unless it is meant', async () => {
    const root = await synthesized({
      ...LONELY,
      'apps/batch/app.yaml': miniApp('batch', 'shop', 'regions: [aws:us-east-1]'),
    });
    await run(root, 'remove', 'app', 'batch');
    await run(root, 'synth');
    expect((await run(root, 'tombstones', '--drop', 'batch')).stderr).toContain(
      'The namespace batch stays in the file: it is kept',
    );
    const meant = await runCli(['tombstones', '--drop', 'namespace/batch'], root);
    expect(meant.stderr).toContain('[output/vanished-unit]');
  });

  it('drops both once the app is back', async () => {
    const files = {
      'apps/batch/app.yaml': miniApp('batch', 'shop', 'regions: [aws:us-east-1]'),
      'apps/batch/releases.yaml': miniReleases('shop/batch'),
    };
    const root = await synthesized(files);
    await run(root, 'remove', 'app', 'batch');
    const back = writeRepository({
      ...files,
      'tombstones.yaml': readFileSync(join(root, 'tombstones.yaml'), 'utf8'),
    });
    expect((await run(back, 'synth')).stderr).toContain('[plan/tombstone-superseded]');
    await run(back, 'tombstones', '--drop', 'batch');
    expect((await run(back, 'tombstones')).stdout).toBe('');
    expect((await run(back, 'synth')).stderr).not.toContain('warning:');
  });

  it('names the nearest', async () => {
    const root = await synthesized(LONELY);
    await run(root, 'remove', 'app', 'batch');
    const { code, stderr } = await runCli(['tombstones', '--drop', 'batsh'], root);
    expect(stderr).toContain('Did you mean "batch"?');
    expect(code).toBe(1);
  });
});
