import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyPackage, runProcess, type ProcessResult } from '../../support/copy-package';
import { temporaryFolder } from '../../support/run-cli';
import { readFolder, writeFiles, writeRepository } from '../../support/write-repository';
import { MINI_FILES } from '../../support/mini-fleet';

jest.setTimeout(120_000);

const PACKAGE = join(temporaryFolder(), 'a folder, naïvely named');
const LAUNCHER = join(PACKAGE, 'bin/meridian.mjs');
const CACHE = join(PACKAGE, '.cache/meridian');

function launch(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ProcessResult> {
  return runProcess(process.execPath, [LAUNCHER, ...args], { cwd, env });
}

function editSource(path: string, edit: (text: string) => string): void {
  const file = join(PACKAGE, path);
  writeFileSync(file, edit(readFileSync(file, 'utf8')));
}

beforeAll(() => {
  mkdirSync(PACKAGE);
  copyPackage(PACKAGE);
});

describe('the launcher', () => {
  it('builds once where two launches begin at the same time, and both succeed', async () => {
    const results = await Promise.all([launch(['--version'], '/'), launch(['--version'], '/')]);
    const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as {
      version: string;
    };
    for (const result of results) expect(result).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
    expect(readdirSync(CACHE)).toHaveLength(1);
    expect(readdirSync(join(CACHE, readdirSync(CACHE)[0] ?? '')).sort()).toEqual([
      'main.cjs',
      'main.cjs.main.code',
      'main.cjs.map',
    ]);
  });

  it('builds for everybody who may read the folder: an image is built by one user and run by another', () => {
    const parent = statSync(CACHE).mode & 0o777;
    expect(statSync(join(CACHE, readdirSync(CACHE)[0] ?? '')).mode & 0o777).toBe(parent);
  });

  it('runs what is there: a changed source makes another bundle, and the old one goes', async () => {
    const before = readdirSync(CACHE);
    editSource('bin/main.ts', (text) => text.replace('Compiles a fleet', 'Condenses a fleet'));
    const { stdout } = await launch(['--help'], '/');
    expect(stdout).toContain('Condenses a fleet');
    expect(readdirSync(CACHE)).toHaveLength(1);
    expect(readdirSync(CACHE)).not.toEqual(before);
  });

  it('says where a source of its own is broken, and runs again once it is mended', async () => {
    const whole = readFileSync(join(PACKAGE, 'lib/synthesize.ts'), 'utf8');
    editSource('lib/synthesize.ts', (text) => `${text}\nconst = 1;\n`);
    const { code, stderr } = await launch(['--version'], '/');
    expect(code).toBe(70);
    expect(stderr).toMatch(/^meridian could not build itself: .*\n.*lib\/synthesize\.ts:\d+:6: ERROR: /);
    editSource('lib/synthesize.ts', () => whole);
    expect(await launch(['--version'], '/')).toMatchObject({ code: 0 });
  });

  it('survives a kept machine code that is damaged', async () => {
    const [key = ''] = readdirSync(CACHE);
    writeFileSync(join(CACHE, key, 'main.cjs.main.code'), 'no machine code');
    expect(await launch(['--version'], '/')).toMatchObject({ code: 0, stderr: '' });
  });

  it('keeps the machine code of each command by itself', async () => {
    const root = writeRepository();
    await launch(['validate'], root);
    await launch(['synth'], root);
    const [key = ''] = readdirSync(CACHE);
    const kept = readdirSync(join(CACHE, key)).filter((name) => name.endsWith('.code'));
    expect(kept.sort()).toEqual(['main.cjs.main.code', 'main.cjs.synth.code', 'main.cjs.validate.code']);
  });

  it.each([
    [0, ['validate']],
    [1, ['validate', '--unknown']],
    [1, ['explain', 'nobody', 'cell']],
    [2, ['synth', '--check']],
  ])('gives the exit code %d of %j', async (code, args) => {
    expect(await launch(args, writeRepository())).toMatchObject({ code });
  });

  it('gives the same bytes whatever cdk8s is told by the environment', async () => {
    const root = writeRepository();
    await launch(['synth', '--out', 'plain'], root);
    const env = {
      CDK8S_DISABLE_SORT: '1',
      CDK8S_RECORD_CONSTRUCT_METADATA: 'true',
      CDK8S_OUTDIR: 'elsewhere',
    };
    await launch(['synth', '--out', 'told'], root, env);
    const plain = readFolder(join(root, 'plain'));
    expect(Object.keys(plain).length).toBeGreaterThan(50);
    expect(readFolder(join(root, 'told'))).toEqual(plain);
    expect(readdirSync(root)).not.toContain('elsewhere');
  });

  it('compiles a resources.ts that it has not seen before', async () => {
    const root = writeRepository({ 'apps/web/resources.ts': 'export function resources(): void {}\n' });
    expect(existsSync(join(PACKAGE, '.cache/resources'))).toBe(false);
    expect(await launch(['validate'], root)).toMatchObject({ code: 0 });
    expect(readdirSync(join(PACKAGE, '.cache/resources'))).toHaveLength(1);
  });

  it('takes no harm where its reader goes away', async () => {
    const script = `"${process.execPath}" "${LAUNCHER}" list units | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await runProcess('bash', ['-c', script], { cwd: writeRepository() });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^eu .*\n0\n$/);
  });
});

describe('cdk8s synth', () => {
  it('writes the compiled tree to its own folder, and leaves dist/ alone', async () => {
    writeFiles(PACKAGE, MINI_FILES);
    await launch(['synth'], PACKAGE);
    const dist = readFolder(join(PACKAGE, 'dist'));
    writeFiles(PACKAGE, { 'cdk8s-out/old.yaml': 'kind: Old\n' });
    const cdk8s = join(PACKAGE, 'node_modules/.bin/cdk8s');
    const { code, stdout } = await runProcess(cdk8s, ['synth', '--check-upgrade=false'], { cwd: PACKAGE });
    expect(stdout).toContain('- cdk8s-out/us/units/apps/web.yaml');
    expect(code).toBe(0);
    expect(readFolder(join(PACKAGE, 'dist'))).toEqual(dist);
    expect(readFolder(join(PACKAGE, 'cdk8s-out'))).toEqual(dist);
  });

  it('fails where the inputs are not valid, and leaves dist/ alone', async () => {
    const dist = readFolder(join(PACKAGE, 'dist'));
    writeFiles(PACKAGE, { 'fleet.yaml': 'name: 3\n' });
    const cdk8s = join(PACKAGE, 'node_modules/.bin/cdk8s');
    const { code, stderr } = await runProcess(cdk8s, ['synth', '--check-upgrade=false'], { cwd: PACKAGE });
    expect(stderr).toContain('fleet.yaml:1:');
    expect(code).not.toBe(0);
    expect(readFolder(join(PACKAGE, 'dist'))).toEqual(dist);
  });
});
