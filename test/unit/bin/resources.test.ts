import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, temporaryFolder } from '../../support/run-cli';
import { writeRepository } from '../../support/write-repository';

const FILE = 'apps/web/resources.ts';

async function synth(text: string, ...argv: string[]) {
  const root = writeRepository({ [FILE]: text });
  const result = await runCli(['synth', ...argv], root);
  return { root, ...result };
}

describe('resources.ts of an app', () => {
  it('adds typed constructs, and adjusts what is there', async () => {
    const { root, code, stderr } = await synth(`import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { kube, type ResourcesProps } from 'meridian';

export function resources(scope: Construct, { app, find }: ResourcesProps): void {
  const names: readonly string[] = ['extra'];
  for (const name of names) {
    new kube.KubeConfigMap(scope, name, { metadata: { name, namespace: app.namespace }, data: { key: 'value' } });
  }
  find('Deployment').addJsonPatch(JsonPatch.add('/metadata/annotations', { 'example.com/note': 'adjusted' }));
}
`);
    expect(stderr).not.toContain('error');
    expect(code).toBe(0);
    const folder = join(root, 'dist/us/apps/web/web');
    expect(readFileSync(join(folder, 'configmap_extra.yaml'), 'utf8')).toContain('key: value\n');
    expect(readFileSync(join(folder, 'deployment.apps_web.yaml'), 'utf8')).toContain(
      'example.com/note: adjusted\n',
    );
  });

  it.each([
    [
      'a syntax error',
      'export function resources(): void {\n  const a = = 1;\n}\n',
      `${FILE}:2:13: error: this does not compile: Unexpected "=" [resources/syntax]\n 2 |   const a = = 1;\n   |             ^\n`,
    ],
    [
      'an import that it may not make',
      "import { readFileSync } from 'node:fs';\nexport const resources = (): void => void readFileSync('/etc/hostname');\n",
      `${FILE}:1:30: error: resources.ts may not import "node:fs" [resources/import]\n 1 | import { readFileSync } from 'node:fs';\n`,
    ],
    [
      'an import of another file',
      "import { other } from '../stock/resources';\nexport const resources = other;\n",
      `${FILE}:1:23: error: resources.ts may not import "../stock/resources" [resources/import]\n`,
    ],
    [
      'a module without the function',
      'export const resource = 1;\n',
      `${FILE}:1:1: error: this module gives no function "resources": it exports resource [resources/load]\n`,
    ],
    [
      'a module that fails while it is loaded',
      'const nothing = undefined as unknown as { a: number };\n\nexport const resources = nothing.a;\n',
      `(line 3) [resources/load]\n`,
    ],
    [
      'a module that names what it may import at run time only',
      "const name = 'node:' + 'fs';\nrequire(name);\nexport const resources = 1;\n",
      'there is no module "node:fs" here (line 2) [resources/load]\n',
    ],
    [
      'a function that fails',
      "type Text = string;\n\nexport function resources(): void {\n  const text: Text = 'no';\n  throw new Error(text);\n}\n",
      `${FILE}:1:1: error: resources.ts of web failed in us: no (line 5) [compile/resources-failed]\n`,
    ],
  ])('refuses %s, and says where', async (_title, text, message) => {
    const { root, code, stderr } = await synth(text);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/\n1 error\n$/);
    expect(code).toBe(1);
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });

  it.each([
    [
      'is async',
      'export async function resources(): Promise<void> {\n  await null;\n  throw new Error("late");\n}\n',
      'it is async, and nobody waits for it',
    ],
    [
      'writes to what other apps read too',
      'export function resources(_: unknown, props: any): void {\n  props.placement.fleet.domain = "elsewhere.example.com";\n}\n',
      "Cannot assign to read only property 'domain' of object",
    ],
    [
      'throws nothing at all',
      'export function resources(): void {\n  throw null;\n}\n',
      'resources.ts of web failed in us: it threw null',
    ],
    [
      'asks for the process, of which the bytes would be another on each machine',
      'export function resources(): void {\n  process.exit(0);\n}\n',
      'process is not there (line 2)',
    ],
    [
      'adds to a list of its contract',
      'export function resources(_: unknown, props: any): void {\n  props.app.regions.push("eu-west-1");\n}\n',
      'object is not extensible (line 2)',
    ],
  ])('is refused where it %s', async (_, text, problem) => {
    const { root, code, stderr } = await synth(text);
    expect(stderr).toContain('[compile/resources-failed]');
    expect(stderr).toContain(problem);
    expect(code).toBe(1);
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });

  it('says what it says to people, and leaves the data of --json alone', async () => {
    const text = "export function resources(): void {\n  console.log('seen %d', 1);\n}\n";
    const { code, stdout, stderr } = await synth(text, '--json');
    expect(code).toBe(0);
    expect(() => JSON.parse(stdout) as unknown).not.toThrow();
    expect(stderr).toContain('seen 1\n');
  });

  it('shows what is wrong in it together with what is wrong elsewhere', async () => {
    const root = writeRepository({ [FILE]: 'export const = 1;\n', 'clusters/eu.yaml': undefined });
    const { stderr } = await runCli(['synth'], root);
    expect(stderr).toContain('[resources/syntax]');
    expect(stderr).toContain('[fleet/no-cluster]');
  });

  it('refuses under --check what gives different results', async () => {
    const text = `import { kube } from 'meridian';
let runs = 0;
export function resources(scope, { app }) {
  runs += 1;
  new kube.KubeConfigMap(scope, 'runs', { metadata: { name: 'runs', namespace: app.namespace }, data: { runs: String(runs) } });
}
`;
    const { code, stderr } = await synth(text, '--check');
    expect(stderr).toContain('resources.ts of web gave two different results in us');
    expect(code).toBe(1);
  });

  it('is compiled once for the same text, and again for another', async () => {
    const cacheDirectory = temporaryFolder();
    const text = 'export function resources(): void {}\n';
    const root = writeRepository({ [FILE]: text });
    const kept = (): readonly string[] => readdirSync(join(cacheDirectory, 'resources'));
    await runCli(['validate'], root, { cacheDirectory });
    expect(kept()).toHaveLength(1);
    await runCli(['validate'], root, { cacheDirectory });
    expect(kept()).toHaveLength(1);
    writeFileSync(join(root, FILE), `${text}// changed\n`);
    await runCli(['validate'], root, { cacheDirectory });
    expect(kept()).toHaveLength(2);
  });

  it('does without the cache where that cannot be read or written', async () => {
    const cacheDirectory = temporaryFolder();
    writeFileSync(join(cacheDirectory, 'resources'), 'a file where a folder belongs\n');
    const root = writeRepository({ [FILE]: 'export function resources(): void {}\n' });
    expect(await runCli(['validate'], root, { cacheDirectory })).toMatchObject({ code: 0 });
  });

  it('compiles again what was kept and is damaged', async () => {
    const cacheDirectory = temporaryFolder();
    mkdirSync(join(cacheDirectory, 'resources'), { recursive: true });
    const root = writeRepository({ [FILE]: 'export function resources(): void {}\n' });
    await runCli(['validate'], root, { cacheDirectory });
    const [name = ''] = readdirSync(join(cacheDirectory, 'resources'));
    writeFileSync(join(cacheDirectory, 'resources', name), '{"code":');
    expect(await runCli(['validate'], root, { cacheDirectory })).toMatchObject({ code: 0 });
  });
});
