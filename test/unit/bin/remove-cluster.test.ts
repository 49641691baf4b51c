import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MINI_FILES, miniApp, miniCluster } from '../../support/mini-fleet';
import { runCli } from '../../support/run-cli';
import { writeRepository } from '../../support/write-repository';
import { LONELY, run, synthesized } from './command-runs';

describe('meridian remove cluster', () => {
  const THIRD = { 'clusters/eu2.yaml': miniCluster('eu2', 'eu-west-1', 3) };

  it('removes its file, and asks for the mass deletion that follows', async () => {
    const apps = { 'apps/stock/app.yaml': MINI_FILES['apps/stock/app.yaml'] };
    const root = await synthesized({ ...THIRD, ...apps });
    const { stderr } = await run(root, 'remove', 'cluster', 'eu2');
    expect(stderr).toContain('changed tombstones.yaml\nremoved clusters/eu2.yaml\n');
    expect(readFileSync(join(root, 'tombstones.yaml'), 'utf8')).toMatch(/clusters:\n {2}- name: eu2\n$/);
    await run(root, 'synth', '--allow-mass-delete');
    expect(existsSync(join(root, 'dist/eu2'))).toBe(false);
    await run(root, 'tombstones', '--drop', 'eu2');
    await run(root, 'synth');
  });

  it('refuses where an app cannot do without it, by the validation of the result', async () => {
    const root = writeRepository();
    const { code, stderr } = await runCli(['remove', 'cluster', 'us'], root);
    expect(stderr).toContain('apps/web/app.yaml:6:13: error: no cluster of the fleet serves aws:us-east-1');
    expect(code).toBe(1);
    expect(existsSync(join(root, 'clusters/us.yaml'))).toBe(true);
  });

  it('refuses where an app is narrowed to it', async () => {
    const narrowed = miniApp('batch', 'shop', 'regions: [aws:eu-west-1]\nclusters: [eu2]');
    const root = writeRepository({ ...THIRD, ...LONELY, 'apps/batch/app.yaml': narrowed });
    const { code, stderr } = await runCli(['remove', 'cluster', 'eu2'], root);
    expect(stderr).toContain('apps/batch/app.yaml:7:14: error:');
    expect(code).toBe(1);
  });
});
