import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { miniApp } from '../../support/mini-fleet';
import { runCli } from '../../support/run-cli';
import { readFolder } from '../../support/write-repository';
import { LONELY, run, synthesized } from './command-runs';

const ROLE = `import { kube } from 'meridian';
export const resources = (scope, { app }) => {
  new kube.KubeRole(scope, 'role', { metadata: { name: 'reader', namespace: app.namespace }, rules: [] });
};
`;
const FILES = { ...LONELY, 'apps/batch/resources.ts': ROLE };

/** A repository with its output, after the app lost its Role. */
async function withoutRole(): Promise<string> {
  const root = await synthesized(FILES);
  rmSync(join(root, 'apps/batch/resources.ts'));
  return root;
}

function project(root: string, out = 'dist'): string {
  return readFileSync(join(root, out, 'us/root/argocd/appproject.argoproj.io_team-shop.yaml'), 'utf8');
}

describe('a kind that an app no longer has', () => {
  it('stops synth until it is written down, and then stays permitted while its file goes', async () => {
    const root = await withoutRole();
    const before = readFolder(join(root, 'dist'));
    const refused = await runCli(['synth'], root);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      'batch has role.rbac.authorization.k8s.io in eu, us, which its project team-shop would no longer permit [output/vanished-permission]',
    );
    expect(refused.stderr).toContain('`meridian remove objects batch`');
    expect(readFolder(join(root, 'dist'))).toEqual(before);

    await run(root, 'remove', 'objects', 'batch');
    expect(readFileSync(join(root, 'tombstones.yaml'), 'utf8')).toMatch(
      /apps:\n {2}- name: batch\n {4}owner: shop\n {4}namespace: jobs\n {4}clusters:\n {6}- eu\n {6}- us\n {4}kinds:\n {6}- Role.rbac.authorization.k8s.io\n/,
    );
    expect((await run(root, 'synth')).stderr).toContain('wrote 0 files, removed 2,');
    expect(project(root)).toContain('kind: Role\n');
  });

  it('leaves the output a function of the inputs alone', async () => {
    const root = await withoutRole();
    await run(root, 'remove', 'objects', 'batch');
    await run(root, 'synth');
    await run(root, 'synth', '--out', 'fresh');
    // What names the folder in which a cluster's bootstrap lies is written for where it lies.
    const manifests = (out: string): unknown =>
      Object.entries(readFolder(join(root, out))).filter(([path]) => !path.endsWith('bootstrap/README.md'));
    expect(manifests('fresh')).toEqual(manifests('dist'));
    expect((await run(root, 'synth', '--check')).code).toBe(0);
  });

  it('is listed, dropped without a word of an Application to delete, and permitted no more', async () => {
    const root = await withoutRole();
    await run(root, 'remove', 'objects', 'batch');
    const early = await runCli(['tombstones', '--drop', 'batch'], root);
    expect(early.stderr).toContain('[output/vanished-permission]');
    await run(root, 'synth');
    expect((await run(root, 'tombstones')).stdout).toBe('app  batch  changed  eu,us\n');
    expect((await run(root, 'tombstones', '--drop', 'batch')).stderr).not.toContain('delete');
    await run(root, 'synth');
    expect(project(root)).not.toContain('kind: Role\n');
  });

  it('is written down also where its app goes along', async () => {
    const root = await withoutRole();
    await run(root, 'remove', 'app', 'batch');
    expect((await runCli(['synth'], root)).stderr).toContain('[output/vanished-permission]');
    await run(root, 'remove', 'objects', 'batch');
    await run(root, 'synth');
    expect(project(root)).toContain('kind: Role\n');
  });

  it('is permitted to the project of a new owner', async () => {
    const root = await withoutRole();
    writeFileSync(
      join(root, 'apps/batch/app.yaml'),
      miniApp('batch', 'night', 'regions: [aws:us-east-1, aws:eu-west-1]\nnamespace: jobs'),
    );
    expect((await runCli(['synth'], root)).stderr).toContain('its project team-night would no longer permit');
    await run(root, 'remove', 'objects', 'batch');
    await run(root, 'synth');
    const path = join(root, 'dist/eu/root/argocd/appproject.argoproj.io_team-night.yaml');
    expect(readFileSync(path, 'utf8')).toContain('kind: Role\n');
  });

  it('is nothing where nothing goes, and of nobody where there is no such app', async () => {
    const root = await synthesized(FILES);
    expect((await runCli(['remove', 'objects', 'batch'], root)).stderr).toContain(
      '[command/nothing-withdrawn]',
    );
    expect((await runCli(['remove', 'objects', 'bach'], root)).stderr).toContain('Did you mean "batch"?');
  });
});

describe('a namespace that an app leaves', () => {
  it('needs its owner to stay for one commit', async () => {
    const root = await synthesized(LONELY);
    writeFileSync(
      join(root, 'apps/batch/app.yaml'),
      miniApp('batch', 'night', 'regions: [aws:us-east-1, aws:eu-west-1]\nnamespace: nights'),
    );
    const { code, stderr } = await runCli(['remove', 'namespace', 'jobs'], root);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'batch has objects in the namespace jobs in eu, us, which its project team-night would no longer permit',
    );
    expect(stderr).toContain('in a commit of its own, before anything changes its owner');
  });
});
