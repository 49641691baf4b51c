import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { miniApp } from '../../support/mini-fleet';
import { runCli } from '../../support/run-cli';
import { writeRepository } from '../../support/write-repository';
import { LONELY, run, synthesized } from './command-runs';

describe('meridian remove namespace', () => {
  it('takes off the guards first, removes second, and then has nothing left to do', async () => {
    const root = await synthesized(LONELY);
    await run(root, 'remove', 'app', 'batch');
    await run(root, 'synth');
    const guard = (): boolean =>
      readFileSync(join(root, 'dist/us/namespaces/jobs/_cluster/namespace_jobs.yaml'), 'utf8').includes(
        'Prune=false',
      );
    expect(guard()).toBe(true);

    const first = await run(root, 'remove', 'namespace', 'jobs');
    expect(first.stderr).toContain(
      'Argo CD honours those of the live object, so the removal itself takes a second one.',
    );
    await run(root, 'synth');
    expect(guard()).toBe(false);

    const second = await run(root, 'remove', 'namespace', 'jobs');
    expect(second.stderr).toContain('EVERYTHING in it');
    await run(root, 'synth');
    expect(existsSync(join(root, 'dist/us/namespaces/jobs'))).toBe(false);
    expect(readFileSync(join(root, 'dist/us/units/baseline/namespace-jobs.yaml'), 'utf8')).toContain(
      'state: removed',
    );

    const third = await runCli(['remove', 'namespace', 'jobs'], root);
    expect(third).toMatchObject({ code: 1 });
    expect(third.stderr).toContain('[command/namespace-gone]');
  });

  it('refuses while apps use it', async () => {
    const { code, stderr } = await runCli(['remove', 'namespace', 'jobs'], writeRepository(LONELY));
    expect(stderr).toContain('the namespace jobs cannot be removed: batch uses it');
    expect(stderr).toContain('apps/batch/app.yaml:');
    expect(code).toBe(1);
  });

  it('goes on in a cluster that no app uses it in any more, though another does', async () => {
    const root = await synthesized(LONELY);
    writeFileSync(
      join(root, 'apps/batch/app.yaml'),
      miniApp('batch', 'shop', 'regions: [aws:us-east-1]\nnamespace: jobs'),
    );
    expect((await runCli(['synth'], root)).stderr).toContain('meridian remove namespace jobs --cluster eu');
    const both = await runCli(['remove', 'namespace', 'jobs', '--cluster', 'eu'], root);
    expect(both.stderr).toContain('changed tombstones.yaml');
    await run(root, 'remove', 'app', 'batch', '--cluster', 'eu');
    await run(root, 'synth');
    await run(root, 'remove', 'namespace', 'jobs');
    await run(root, 'synth');
    await run(root, 'remove', 'namespace', 'jobs');
    await run(root, 'synth');
    expect(existsSync(join(root, 'dist/eu/namespaces/jobs'))).toBe(false);
    expect(existsSync(join(root, 'dist/us/namespaces/jobs'))).toBe(true);
  });

  it('refuses a cluster that has not lost it: one that keeps it goes on without --cluster', async () => {
    const root = await synthesized(LONELY);
    await run(root, 'remove', 'app', 'batch');
    await run(root, 'synth');
    const { code, stderr } = await runCli(['remove', 'namespace', 'jobs', '--cluster', 'eu'], root);
    expect(stderr).toContain('there is no cluster that jobs is lost in "eu"');
    expect(code).toBe(1);
  });

  it('names the nearest', async () => {
    const { stderr } = await runCli(['remove', 'namespace', 'nothing'], writeRepository());
    expect(stderr).toContain('there is no unused namespace "nothing"');
  });
});
