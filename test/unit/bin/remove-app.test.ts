import { existsSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { miniApp, miniCluster, miniReleases } from '../../support/mini-fleet';
import { runCli } from '../../support/run-cli';
import { readFolder, writeRepository } from '../../support/write-repository';
import { LONELY, inputsOf, run, synthesized } from './command-runs';

describe('meridian remove app', () => {
  it('deletes its inputs, and writes down what must still be pruned', async () => {
    const root = await synthesized({ ...LONELY, 'apps/batch/README.md': 'Notes.\n' });
    const { stderr } = await run(root, 'remove', 'app', 'batch');
    expect(stderr).toContain(
      'changed tombstones.yaml\nremoved apps/batch/app.yaml\nremoved apps/batch/releases.yaml\n',
    );
    expect(stderr).toContain('meridian tombstones --drop batch');
    expect(inputsOf(root)).toMatchObject({ 'apps/batch/README.md': 'Notes.\n' });
    expect(existsSync(join(root, 'apps/batch/app.yaml'))).toBe(false);
    expect(readFileSync(join(root, 'tombstones.yaml'), 'utf8')).toMatch(
      /apps:\n {2}- name: batch\n {4}owner: shop\n {4}namespace: jobs\n {4}clusters:\n {6}- eu\n {6}- us\nnamespaces:\n {2}- name: jobs\n/,
    );
  });

  it('removes the last app of a team that people have access for, and says that the access is idle', async () => {
    const access =
      'access:\n  breakGlass: glass-us\n  groups: [{group: shop-people, role: operate, team: shop}]\n';
    const root = await synthesized({
      ...LONELY,
      'apps/web/app.yaml': undefined,
      'apps/web/releases.yaml': undefined,
      'apps/stock/app.yaml': miniApp('stock', 'goods', 'regions: [aws:eu-west-1]'),
      'clusters/us.yaml': miniCluster('us', 'us-east-1', 1, access),
    });
    await run(root, 'remove', 'app', 'batch');
    const { stderr } = await run(root, 'synth');
    expect(stderr).toContain('"shop-people" has access for team "shop", which owns no app');
  });

  it('leaves an output in which the app is emptied and its namespace is as it was', async () => {
    const root = await synthesized(LONELY);
    const before = readFolder(join(root, 'dist'));
    await run(root, 'remove', 'app', 'batch');
    await run(root, 'synth');
    const after = readFolder(join(root, 'dist'));
    expect(after['us/units/apps/batch.yaml']).toContain('state: removed');
    const changed = Object.keys({ ...before, ...after }).filter((path) => before[path] !== after[path]);
    const lists =
      /^(us|eu)\/(\.owned|units\/apps\/batch\.yaml|apps\/batch\/.*|baseline\/platform-alerts\/.*)$/;
    expect(changed.filter((path) => !lists.test(path))).toEqual([]);
    expect(changed.some((path) => path.startsWith('us/apps/batch/'))).toBe(true);
  });

  it('refuses while another app calls it or lets it call, names the places, and changes nothing', async () => {
    const root = await synthesized({});
    const before = inputsOf(root);
    const callee = await runCli(['remove', 'app', 'stock'], root);
    expect(callee.code).toBe(1);
    expect(callee.stderr).toContain('apps/web/app.yaml:8:16: error: stock cannot be removed: web calls it');
    const caller = await runCli(['remove', 'app', 'web'], root);
    expect(caller.stderr).toContain(
      'apps/stock/app.yaml:7:18: error: web cannot be removed: stock lets it call',
    );
    expect(inputsOf(root)).toEqual(before);
  });

  it('goes on where another app stays in its namespace', async () => {
    const root = await synthesized({
      ...LONELY,
      'apps/report/app.yaml': miniApp('report', 'shop', 'regions: [aws:us-east-1]\nnamespace: jobs'),
      'apps/report/releases.yaml': miniReleases('shop/report'),
    });
    await run(root, 'remove', 'app', 'batch');
    const tombstones = readFileSync(join(root, 'tombstones.yaml'), 'utf8');
    expect(tombstones).toMatch(/namespaces:\n {2}- name: jobs\n/);
    expect(tombstones).toMatch(/quota:\n {6}eu:\n/);
    expect(tombstones).not.toMatch(/^ {6}us:$/m);
    await run(root, 'synth');
  });

  it('records kinds that only its resources.ts had', async () => {
    const resources = `import { kube } from 'meridian';
export const resources = (scope, { app }) => {
  new kube.KubeRole(scope, 'role', { metadata: { name: 'reader', namespace: app.namespace }, rules: [] });
};
`;
    const root = await synthesized({ ...LONELY, 'apps/batch/resources.ts': resources });
    await run(root, 'remove', 'app', 'batch');
    expect(readFileSync(join(root, 'tombstones.yaml'), 'utf8')).toContain(
      '    kinds:\n      - Role.rbac.authorization.k8s.io\n',
    );
    expect(existsSync(join(root, 'apps/batch'))).toBe(false);
  });

  it('keeps the comments of tombstones.yaml, and adds to what is there', async () => {
    const text =
      '# Kept by hand.\napps:\n  # gone since spring\n  - {name: old, owner: shop, namespace: old, clusters: [us]} # really\n';
    const root = await synthesized({ ...LONELY, 'tombstones.yaml': text });
    await run(root, 'remove', 'app', 'batch');
    const edited = readFileSync(join(root, 'tombstones.yaml'), 'utf8');
    expect(edited.startsWith(text)).toBe(true);
    expect(edited).toContain('  - name: batch\n');
  });

  it('mends an app whose files were deleted by hand, from the output alone', async () => {
    const root = await synthesized(LONELY);
    rmSync(join(root, 'apps/batch'), { recursive: true });
    const refused = await runCli(['synth'], root);
    expect(refused.stderr).toContain('[output/vanished-unit]');
    await run(root, 'remove', 'app', 'batch');
    const { stderr } = await run(root, 'synth');
    // A unit file in each cluster, and what its Prometheus holds against the plan.
    expect(stderr).toContain('wrote 4 files');
    const expected = await synthesized(LONELY);
    await run(expected, 'remove', 'app', 'batch');
    expect(inputsOf(root)).toEqual(inputsOf(expected));
  });

  it('mends an app that left one cluster', async () => {
    const root = await synthesized(LONELY);
    writeFileSync(
      join(root, 'apps/batch/app.yaml'),
      miniApp('batch', 'shop', 'regions: [aws:us-east-1]\nnamespace: jobs'),
    );
    expect((await runCli(['synth'], root)).stderr).toContain('meridian remove app batch --cluster eu');
    expect((await runCli(['remove', 'app', 'batch', '--cluster', 'us'], root)).stderr).toContain(
      '[command/still-placed]',
    );
    await run(root, 'remove', 'app', 'batch', '--cluster', 'eu');
    expect(existsSync(join(root, 'apps/batch/app.yaml'))).toBe(true);
    await run(root, 'synth');
    expect(readFileSync(join(root, 'dist/eu/units/apps/batch.yaml'), 'utf8')).toContain('state: removed');
  });

  it('names the nearest app', async () => {
    const { code, stderr } = await runCli(['remove', 'app', 'stok'], writeRepository());
    expect(stderr).toContain('Did you mean "stock"?');
    expect(code).toBe(1);
  });

  it('does not work on inputs that are not valid', async () => {
    const root = writeRepository({ ...LONELY, 'apps/web/app.yaml': 'application: 3\n' });
    const { code, stderr } = await runCli(['remove', 'app', 'batch'], root);
    expect(stderr).toContain('[config/invalid-value]');
    expect(code).toBe(1);
    expect(existsSync(join(root, 'apps/batch/app.yaml'))).toBe(true);
  });

  it('writes through no symbolic link', async () => {
    const root = await synthesized(LONELY);
    const elsewhere = writeRepository();
    writeFileSync(join(elsewhere, 'tombstones.yaml'), 'apps: []\n');
    const real = readFileSync(join(root, 'apps/batch/app.yaml'), 'utf8');
    symlinkSync(join(elsewhere, 'tombstones.yaml'), join(root, 'tombstones.yaml'));
    const { code, stderr } = await runCli(['remove', 'app', 'batch'], root);
    expect(code).toBe(1);
    expect(stderr).toContain('tombstones.yaml');
    unlinkSync(join(root, 'tombstones.yaml'));
    expect(readFileSync(join(root, 'apps/batch/app.yaml'), 'utf8')).toBe(real);
    expect(readFileSync(join(elsewhere, 'tombstones.yaml'), 'utf8')).toBe('apps: []\n');
  });

  it('speaks JSON', async () => {
    const root = await synthesized(LONELY);
    const { stdout } = await run(root, 'remove', 'app', 'batch', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      edits: [{ change: 'changed', path: 'tombstones.yaml' }, { change: 'removed' }, { change: 'removed' }],
      diagnostics: [],
    });
  });
});
