import module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBundle, PACKAGE_ROOT } from './bundle.mjs';

/**
 * Bundles our own sources where they changed, and runs what `start` asks of them; its number is the exit code.
 * @param {(program: { main: Function }, io: object) => Promise<number> | number} start
 */
export async function launch(start) {
  // cdk8s reads these, and some of them change the bytes that it gives.
  for (const name of Object.keys(process.env)) if (name.startsWith('CDK8S_')) delete process.env[name];
  // A reader such as `head` may close the pipe early: that is no failure.
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  module.enableCompileCache?.(join(PACKAGE_ROOT, '.cache', 'v8'));
  if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
  const program = await loadProgram();
  process.exitCode = program === undefined ? 70 : await start(program, terminal());
}

async function loadProgram() {
  const require = createRequire(import.meta.url);
  try {
    const bundle = await ensureBundle();
    try {
      return require(bundle);
    } catch (error) {
      // A launch of other sources may have removed the folder since: make it once more.
      if (error.code !== 'MODULE_NOT_FOUND' || !error.message.includes(bundle)) throw error;
      return require(await ensureBundle());
    }
  } catch (error) {
    process.stderr.write(`meridian could not build itself: ${error.message}\n`);
    return undefined;
  }
}

function terminal() {
  const { version } = createRequire(import.meta.url)('../../package.json');
  return {
    version,
    cwd: process.cwd(),
    env: process.env,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    isTerminal: { stdout: process.stdout.isTTY === true, stderr: process.stderr.isTTY === true },
    seconds: () => performance.now() / 1000,
    today: new Date().toISOString().slice(0, 10),
    cacheDirectory: join(PACKAGE_ROOT, '.cache'),
  };
}
