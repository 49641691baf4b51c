import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { miniApp } from '../../support/mini-fleet';
import { runCli } from '../../support/run-cli';
import { readFolder, writeRepository } from '../../support/write-repository';

const bootstrapOf = (cluster: string): readonly string[] => [
  `kubectl --context ${cluster} apply --server-side -f dist/${cluster}/bootstrap/argocd/secret_meridian-cluster.yaml`,
  `kubectl --context ${cluster} apply --server-side --recursive -f dist/${cluster}/bootstrap`,
];

describe('meridian synth', () => {
  it('writes dist/, says what it did, and names the bootstraps that a person must apply', async () => {
    const root = writeRepository();
    const { code, stdout, stderr } = await runCli(['synth'], root);
    expect(stderr).toMatch(
      /^2 clusters, \d+ units, \d+ objects\nwrote \d+ files, removed 0, 0 unchanged, 0 warnings, 0\.00 s\n/,
    );
    expect(stderr).toContain(
      'eu is new: hand it over to its Argo CD once. dist/eu/bootstrap/README.md says how:\n' +
        `  ${bootstrapOf('eu').join(' &&\n  ')}\n`,
    );
    expect(existsSync(join(root, 'dist/eu/bootstrap/argocd/secret_meridian-cluster.yaml'))).toBe(true);
    expect(stdout).toBe('');
    expect(code).toBe(0);
    expect(existsSync(join(root, 'dist/us/units/apps/web.yaml'))).toBe(true);
  });

  it('changes nothing the second time, and then --check is content', async () => {
    const root = writeRepository();
    await runCli(['synth'], root);
    const before = readFolder(join(root, 'dist'));
    const again = await runCli(['synth'], root);
    expect(again.stderr).toContain('wrote 0 files, removed 0, ');
    expect(again.stderr).not.toContain('kubectl');
    expect(readFolder(join(root, 'dist'))).toEqual(before);
    expect(await runCli(['synth', '--check'], root)).toMatchObject({ code: 0, stdout: '' });
  });

  it('exits with 2 under --check where the output drifted, names the files, and writes nothing', async () => {
    const root = writeRepository();
    await runCli(['synth'], root);
    const file = join(root, 'dist/us/units/apps/web.yaml');
    writeFileSync(file, 'changed: by hand\n');
    rmSync(join(root, 'dist/us/units/apps/stock.yaml'));
    rmSync(join(root, 'dist/us/bootstrap/argocd/secret_meridian-cluster.yaml'));
    const { code, stdout, stderr } = await runCli(['synth', '--check'], root);
    expect(stderr).not.toContain('kubectl');
    expect(stdout).toBe(
      'write us/bootstrap/argocd/secret_meridian-cluster.yaml\nwrite us/units/apps/stock.yaml\nwrite us/units/apps/web.yaml\n',
    );
    expect(stderr).toContain('would write 3 files');
    expect(stderr).toContain('dist is not what synth writes: run `meridian synth` and commit the result.');
    expect(code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('changed: by hand\n');
  });

  it('says that a bootstrap changed', async () => {
    const root = writeRepository();
    await runCli(['synth'], root);
    const fleet = readFileSync(join(root, 'fleet.yaml'), 'utf8');
    writeFileSync(join(root, 'fleet.yaml'), fleet.replace('refs/heads/ring/stable', 'refs/heads/ring/slow'));
    const { stderr } = await runCli(['synth', '--out', 'dist'], root);
    expect(stderr).toContain('us has a changed bootstrap, which nothing applies by itself.');
  });

  it('writes nothing where anything is wrong, and exits with 1', async () => {
    const root = writeRepository({
      'apps/web/releases.yaml': 'image: shop/web\nrings: {stable: {version: 1, digest: none}}\n',
    });
    const { code, stdout, stderr } = await runCli(['synth'], root);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('apps/web/releases.yaml:2:');
    expect(stderr).toMatch(/\n2 errors\n$/);
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });

  it.each(['apps', 'apps/web', 'clusters/dist', '.', '..'])('refuses to write to %s', async (out) => {
    const root = writeRepository();
    const before = readFolder(root);
    const { code, stderr } = await runCli(['synth', '--out', out], root);
    expect(stderr).toContain('would lie in one another [command/output-among-inputs]');
    expect(code).toBe(1);
    expect(readFolder(root)).toEqual(before);
  });

  it('writes to a folder whose name only begins like that of an input', async () => {
    const root = writeRepository();
    expect(await runCli(['synth', '--out', 'apps-dist'], root)).toMatchObject({ code: 0 });
    expect(await runCli(['synth', '--out', 'apps-dist', '--check'], root)).toMatchObject({ code: 0 });
  });

  it('touches only what --cluster and --app name', async () => {
    const root = writeRepository();
    await runCli(['synth', '--cluster', 'eu', '--app', 'stock'], root);
    const paths = Object.keys(readFolder(join(root, 'dist')));
    expect(
      paths.filter((path) => !/^eu\/(apps\/stock\/|units\/apps\/stock\.yaml$|\.owned$)/.test(path)),
    ).toEqual([]);
    expect(paths).toContain('eu/units/apps/stock.yaml');
  });

  it('names the nearest where --cluster or --app is unknown', async () => {
    const { code, stderr } = await runCli(['synth', '--app', 'stok', '--cluster', 'mars'], writeRepository());
    expect(code).toBe(1);
    expect(stderr).toContain('there is no app "stok" [command/unknown-name]');
    expect(stderr).toContain('Did you mean "stock"?');
    expect(stderr).toContain('there is no cluster "mars"');
    expect(stderr).toContain('Known: eu or us.');
  });

  it('refuses to delete most of a cluster until told otherwise', async () => {
    const root = writeRepository();
    await runCli(['synth'], root);
    rmSync(join(root, 'clusters/us.yaml'));
    rmSync(join(root, 'apps/web'), { recursive: true });
    writeFileSync(join(root, 'apps/stock/app.yaml'), miniApp('stock', 'goods', 'regions: [aws:eu-west-1]'));
    writeFileSync(join(root, 'tombstones.yaml'), 'clusters: [{name: us}]\n');
    const refused = await runCli(['synth'], root);
    expect(refused.stderr).toContain('[output/mass-deletion]');
    expect(refused.code).toBe(1);
    expect(existsSync(join(root, 'dist/us/units'))).toBe(true);
    expect(await runCli(['synth', '--allow-mass-delete'], root)).toMatchObject({ code: 0 });
    expect(existsSync(join(root, 'dist/us'))).toBe(false);
  });

  it('speaks JSON to machines, findings included', async () => {
    const root = writeRepository({ 'apps/web/releases.yaml': undefined });
    const { code, stdout, stderr } = await runCli(['synth', '--json'], root);
    const result = JSON.parse(stdout) as Record<string, unknown>;
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(result['summary']).toMatchObject({ clusters: 2, removed: 0, warnings: 1 });
    expect(result['bootstraps']).toEqual([
      { cluster: 'eu', directory: 'dist/eu/bootstrap', commands: bootstrapOf('eu'), isNew: true },
      { cluster: 'us', directory: 'dist/us/bootstrap', commands: bootstrapOf('us'), isNew: true },
    ]);
    expect(result['diagnostics']).toEqual([
      expect.objectContaining({ code: 'fleet/no-release', severity: 'warning' }),
    ]);
  });

  it('names every file with --verbose', async () => {
    const root = writeRepository();
    const { stdout } = await runCli(['synth', '--verbose'], root);
    expect(stdout).toContain('write us/units/apps/web.yaml\n');
  });

  it('leaves files alone that are right already', async () => {
    const root = writeRepository();
    await runCli(['synth'], root);
    const file = join(root, 'dist/us/units/apps/web.yaml');
    const { mtimeMs, ino } = statSync(file);
    await runCli(['synth'], root);
    expect(statSync(file)).toMatchObject({ mtimeMs, ino });
  });
});
